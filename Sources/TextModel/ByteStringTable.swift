/// A map from byte strings to numbers, made for looking up tokens: open addressing, keys in one arena, no String.
///
/// Looking up costs one hash over the bytes and, nearly always, one comparison. Use it where keys are short and many;
/// for a handful of names a Dictionary reads better.
public struct ByteStringTable<Value: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline
  struct Slot: BitwiseCopyable, Sendable {
    @usableFromInline var hash: UInt64
    @usableFromInline var offset: UInt32
    /// Key length plus one; 0 marks an empty slot.
    @usableFromInline var lengthPlusOne: UInt32
    @usableFromInline var value: Value?

    @usableFromInline
    init(hash: UInt64, offset: UInt32, lengthPlusOne: UInt32, value: Value?) {
      self.hash = hash
      self.offset = offset
      self.lengthPlusOne = lengthPlusOne
      self.value = value
    }
  }

  @usableFromInline var slots: FlatList<Slot>
  @usableFromInline var arena: FlatList<UInt8> = []
  @usableFromInline var mask: Int
  @usableFromInline var used = 0

  public var count: Int { used }

  /// Room for about `capacity` keys before the table grows.
  @inlinable
  public init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = FlatList(Array(repeating: Slot(hash: 0, offset: 0, lengthPlusOne: 0, value: nil), count: size))
    mask = size - 1
  }

  /// Bytes held by keys.
  public var keyBytes: Int { arena.count }

  public mutating func removeAll() {
    for index in slots.indices { slots[index].lengthPlusOne = 0 }
    arena.edit { $0.removeAll(keepingCapacity: true) }
    used = 0
  }

  @inlinable
  public func value(for key: UnsafeBufferPointer<UInt8>) -> Value? {
    value(for: key, hash: hashBytes(key))
  }

  @inlinable
  public func value(for key: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Value? {
    slots.withUnsafeBufferPointer { slots in
      arena.withUnsafeBufferPointer { arena in
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].lengthPlusOne != 0 {
          if slots[index].hash == hash, Int(slots[index].lengthPlusOne) == key.count + 1 {
            let offset = Int(slots[index].offset)
            var at = 0
            while at < key.count, arena[offset + at] == key[at] { at += 1 }
            if at == key.count { return slots[index].value }
          }
          index = (index + 1) & mask
        }
        return nil
      }
    }
  }

  @inlinable
  public func value(for key: some Collection<UInt8>) -> Value? {
    Array(key).withUnsafeBufferPointer { value(for: $0) }
  }

  /// The value of a key, which gets `value` if it is new.
  @inlinable
  public mutating func value(for key: UnsafeBufferPointer<UInt8>, orSet value: Value) -> Value {
    let hash = hashBytes(key)
    if let known = self.value(for: key, hash: hash) { return known }
    add(value, for: key, hash: hash)
    return value
  }

  /// Adds a key that is not there yet.
  @inlinable
  mutating func add(_ value: Value, for key: UnsafeBufferPointer<UInt8>, hash: UInt64) {
    if used * 2 >= slots.count { grow() }
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].lengthPlusOne != 0 { index = (index + 1) & mask }
    slots[index] = Slot(
      hash: hash, offset: UInt32(arena.count), lengthPlusOne: UInt32(key.count + 1), value: value)
    arena.append(contentsOf: key)
    used += 1
  }

  /// Sets the value of a key, adding it if it is new.
  @inlinable
  public mutating func set(_ value: Value, for key: UnsafeBufferPointer<UInt8>) {
    let hash = hashBytes(key)
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].lengthPlusOne != 0 {
      if slots[index].hash == hash, Int(slots[index].lengthPlusOne) == key.count + 1 {
        let offset = Int(slots[index].offset)
        if arena[offset..<offset + key.count].elementsEqual(key) {
          slots[index].value = value
          return
        }
      }
      index = (index + 1) & mask
    }
    add(value, for: key, hash: hash)
  }

  @inlinable
  public mutating func set(_ value: Value, for key: some Collection<UInt8>) {
    Array(key).withUnsafeBufferPointer { set(value, for: $0) }
  }

  /// Makes room for `more` keys besides those that are there.
  @inlinable
  public mutating func reserve(_ more: Int) {
    var size = slots.count
    while (used + more) * 2 > size { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  @inlinable
  mutating func grow() { grow(to: slots.count * 2) }

  @inlinable
  mutating func grow(to size: Int) {
    let old = slots
    slots = FlatList(Array(repeating: Slot(hash: 0, offset: 0, lengthPlusOne: 0, value: nil), count: size))
    mask = slots.count - 1
    for slot in old where slot.lengthPlusOne != 0 {
      var index = Int(truncatingIfNeeded: slot.hash) & mask
      while slots[index].lengthPlusOne != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}

/// A fast, fixed hash of a byte string: eight bytes a step, multiplied and folded. The same on every machine and run.
@inlinable
public func hashBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
  // An empty piece of memory may have an address or not.
  guard let base = bytes.baseAddress, !bytes.isEmpty else { return 0x9E37_79B9_7F4A_7C15 }
  let raw = UnsafeRawPointer(base)
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
  var at = 0
  while at + 8 <= bytes.count {
    hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    at += 8
  }
  var tail: UInt64 = 0
  var shift: UInt64 = 0
  while at < bytes.count {
    tail |= UInt64(bytes[at]) << shift
    shift += 8
    at += 1
  }
  return mix(hash ^ tail)
}

@inlinable
func mix(_ value: UInt64) -> UInt64 {
  let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
  return product.high ^ product.low
}
