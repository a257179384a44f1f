// Compresses whole buffers, for tests of reading them.
#ifndef RHETOR_CPACK_H
#define RHETOR_CPACK_H

#include <stddef.h>
#include <stdint.h>

typedef enum { pack_gzip, pack_bzip2, pack_xz, pack_zstd } pack_kind;

/// Returns the length of the packed bytes, 0 where they do not fit.
size_t pack(pack_kind kind, const uint8_t *bytes, size_t count, uint8_t *out, size_t capacity);

#endif
