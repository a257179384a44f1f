// A C door to the settings of glibc's allocator, and to what the processor can be told of memory.
#ifndef RHETOR_CMEMORY_H
#define RHETOR_CMEMORY_H

/// Large pieces go back to the system as soon as they are freed.
void memory_begin_loading(void);

/// What loading has left goes back; from here on, pieces of the same sizes come again and again, and are kept.
void memory_end_loading(void);

/// Begins to bring in what is to be read soon; any address will do.
static inline void memory_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
