// A C door to zlib, libbz2, liblzma and libzstd: one way to decompress a stream, whichever wrote it.
#ifndef RHETOR_CCODECS_H
#define RHETOR_CCODECS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { codec_none, codec_gzip, codec_bzip2, codec_xz, codec_zstd } codec_kind;

typedef enum {
  /// Give it more input, or more room.
  codec_more,
  /// A member (gzip), stream (bzip2, xz) or frame (zstd) is complete; another one may follow.
  codec_member_end,
  codec_failed
} codec_status;

typedef struct codec codec;

/// Bytes of a file's beginning that `codec_sniff` wants.
enum { codec_magic_bytes = 6 };

/// What the first bytes say; a name's ending says nothing.
codec_kind codec_sniff(const uint8_t *bytes, size_t count);

/// Null where memory is wanting.
codec *codec_new(codec_kind kind);
void codec_free(codec *codec);

/// Decompresses from `*in` to `*out`, moving both forward and counting both down.
codec_status codec_run(codec *codec, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count);

/// Makes it ready for another member; 0 where that fails.
int codec_restart(codec *codec);

/// What `codec_failed` was about.
const char *codec_error(const codec *codec);

#ifdef __cplusplus
}
#endif
#endif
