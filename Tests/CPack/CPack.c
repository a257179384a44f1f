#include "CPack.h"

#include <bzlib.h>
#include <lzma.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

static size_t gzip(const uint8_t *bytes, size_t count, uint8_t *out, size_t capacity) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (deflateInit2(&stream, 6, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  stream.next_in = (Bytef *)bytes;
  stream.avail_in = (unsigned)count;
  stream.next_out = out;
  stream.avail_out = (unsigned)capacity;
  int result = deflate(&stream, Z_FINISH);
  deflateEnd(&stream);
  return result == Z_STREAM_END ? stream.total_out : 0;
}

size_t pack(pack_kind kind, const uint8_t *bytes, size_t count, uint8_t *out, size_t capacity) {
  switch (kind) {
    case pack_gzip:
      return gzip(bytes, count, out, capacity);
    case pack_bzip2: {
      unsigned length = (unsigned)capacity;
      int result = BZ2_bzBuffToBuffCompress((char *)out, &length, (char *)bytes, (unsigned)count, 9, 0, 0);
      return result == BZ_OK ? length : 0;
    }
    case pack_xz: {
      size_t length = 0;
      lzma_ret result = lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, NULL, bytes, count, out, &length, capacity);
      return result == LZMA_OK ? length : 0;
    }
    case pack_zstd: {
      size_t length = ZSTD_compress(out, capacity, bytes, count, 3);
      return ZSTD_isError(length) ? 0 : length;
    }
  }
  return 0;
}
