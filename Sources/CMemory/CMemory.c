#include "CMemory.h"

#include <limits.h> // Tells whether this is glibc.

#ifdef __GLIBC__
#include <malloc.h>

// By itself the allocator learns from large pieces that are freed to keep larger ones, up to 32 MiB.
void memory_begin_loading(void) { mallopt(M_MMAP_THRESHOLD, 1 << 16); }

void memory_end_loading(void) {
  malloc_trim(0);
  mallopt(M_MMAP_THRESHOLD, 1 << 19);
  mallopt(M_TRIM_THRESHOLD, 1 << 19);
}
#else
void memory_begin_loading(void) {}
void memory_end_loading(void) {}
#endif
