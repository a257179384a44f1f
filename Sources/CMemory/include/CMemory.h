// A C door to glibc's allocator, to what the processor can be told of memory, and to what the program is made of.
#ifndef RHETOR_CMEMORY_H
#define RHETOR_CMEMORY_H

#include <stddef.h>
#include <stdint.h>

/// Large pieces go back to the system as soon as they are freed.
void memory_begin_loading(void);

/// What loading has left goes back; from here on, pieces of the same sizes come again and again, and are kept.
void memory_end_loading(void);

/// Begins to bring in what is to be read soon; any address will do.
static inline void memory_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// A sum over 64-bit words that any change of a byte, and any two that change places, change (Fletcher 1982).
/// What is left of a multiple of 64 bytes counts as if zeros followed.
uint64_t memory_sum(const void *bytes, size_t size);

/// Tells builds of the program and of the libraries that it has loaded from others, by their linker's notes.
uint64_t memory_build(void);

#endif
