#include "CCodecs.h"

#include <bzlib.h>
#include <limits.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

/// Memory an xz or zstd stream may ask for: what their strongest ordinary levels need.
enum { window_log = 27 };

struct codec {
  codec_kind kind;
  z_stream gzip;
  bz_stream bzip2;
  lzma_stream xz;
  ZSTD_DStream *zstd;
  const char *error;
};

codec_kind codec_sniff(const uint8_t *bytes, size_t count) {
  if (count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B) return codec_gzip;
  if (count >= 4 && memcmp(bytes, "BZh", 3) == 0 && bytes[3] >= '1' && bytes[3] <= '9') return codec_bzip2;
  if (count >= 6 && memcmp(bytes, "\xFD" "7zXZ\0", 6) == 0) return codec_xz;
  if (count >= 4 && memcmp(bytes, "\x28\xB5\x2F\xFD", 4) == 0) return codec_zstd;
  // A skippable frame, as written by pzstd.
  if (count >= 4 && (bytes[0] & 0xF0) == 0x50 && memcmp(bytes + 1, "\x2A\x4D\x18", 3) == 0) return codec_zstd;
  return codec_none;
}

static int begin(codec *codec) {
  switch (codec->kind) {
    case codec_gzip:
      // 16: gzip's header and checksum, 15: the largest window.
      return inflateInit2(&codec->gzip, 16 + 15) == Z_OK;
    case codec_bzip2:
      return BZ2_bzDecompressInit(&codec->bzip2, 0, 0) == BZ_OK;
    case codec_xz:
      return lzma_stream_decoder(&codec->xz, UINT64_C(1) << (window_log + 1), 0) == LZMA_OK;
    case codec_zstd:
      if (!codec->zstd) codec->zstd = ZSTD_createDStream();
      return codec->zstd && !ZSTD_isError(ZSTD_DCtx_reset(codec->zstd, ZSTD_reset_session_only)) &&
             !ZSTD_isError(ZSTD_DCtx_setParameter(codec->zstd, ZSTD_d_windowLogMax, window_log));
    case codec_none:
      return 1;
  }
  return 0;
}

static void end(codec *codec) {
  switch (codec->kind) {
    case codec_gzip: inflateEnd(&codec->gzip); break;
    case codec_bzip2: BZ2_bzDecompressEnd(&codec->bzip2); break;
    case codec_xz: lzma_end(&codec->xz); break;
    case codec_zstd:
    case codec_none: break;
  }
}

codec *codec_new(codec_kind kind) {
  codec *codec = calloc(1, sizeof *codec);
  if (!codec) return NULL;
  codec->kind = kind;
  if (begin(codec)) return codec;
  codec_free(codec);
  return NULL;
}

void codec_free(codec *codec) {
  if (!codec) return;
  end(codec);
  if (codec->zstd) ZSTD_freeDStream(codec->zstd);
  free(codec);
}

int codec_restart(codec *codec) {
  if (codec->kind == codec_gzip) return inflateReset(&codec->gzip) == Z_OK;
  end(codec);
  memset(&codec->bzip2, 0, sizeof codec->bzip2);
  memset(&codec->xz, 0, sizeof codec->xz);
  return begin(codec);
}

const char *codec_error(const codec *codec) { return codec->error ? codec->error : "damaged"; }

static unsigned clipped(size_t count) { return count > UINT_MAX ? UINT_MAX : (unsigned)count; }

static codec_status run_gzip(codec *codec, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count) {
  z_stream *stream = &codec->gzip;
  unsigned in_given = clipped(*in_count), out_given = clipped(*out_count);
  stream->next_in = (Bytef *)*in;
  stream->avail_in = in_given;
  stream->next_out = *out;
  stream->avail_out = out_given;
  int result = inflate(stream, Z_NO_FLUSH);
  *in += in_given - stream->avail_in;
  *in_count -= in_given - stream->avail_in;
  *out += out_given - stream->avail_out;
  *out_count -= out_given - stream->avail_out;
  if (result == Z_STREAM_END) return codec_member_end;
  if (result == Z_OK || result == Z_BUF_ERROR) return codec_more;
  codec->error = stream->msg;
  return codec_failed;
}

static codec_status run_bzip2(codec *codec, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count) {
  bz_stream *stream = &codec->bzip2;
  unsigned in_given = clipped(*in_count), out_given = clipped(*out_count);
  stream->next_in = (char *)*in;
  stream->avail_in = in_given;
  stream->next_out = (char *)*out;
  stream->avail_out = out_given;
  int result = BZ2_bzDecompress(stream);
  *in += in_given - stream->avail_in;
  *in_count -= in_given - stream->avail_in;
  *out += out_given - stream->avail_out;
  *out_count -= out_given - stream->avail_out;
  if (result == BZ_STREAM_END) return codec_member_end;
  if (result == BZ_OK) return codec_more;
  codec->error = result == BZ_DATA_ERROR ? "a checksum does not agree" : "damaged";
  return codec_failed;
}

static codec_status run_xz(codec *codec, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count) {
  lzma_stream *stream = &codec->xz;
  stream->next_in = *in;
  stream->avail_in = *in_count;
  stream->next_out = *out;
  stream->avail_out = *out_count;
  lzma_ret result = lzma_code(stream, LZMA_RUN);
  *in = stream->next_in;
  *in_count = stream->avail_in;
  *out = stream->next_out;
  *out_count = stream->avail_out;
  if (result == LZMA_STREAM_END) return codec_member_end;
  if (result == LZMA_OK || result == LZMA_BUF_ERROR) return codec_more;
  codec->error = result == LZMA_MEMLIMIT_ERROR ? "it asks for more memory than 256 MiB" : "damaged";
  return codec_failed;
}

static codec_status run_zstd(codec *codec, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count) {
  ZSTD_inBuffer input = {*in, *in_count, 0};
  ZSTD_outBuffer output = {*out, *out_count, 0};
  size_t result = ZSTD_decompressStream(codec->zstd, &output, &input);
  *in += input.pos;
  *in_count -= input.pos;
  *out += output.pos;
  *out_count -= output.pos;
  if (ZSTD_isError(result)) {
    codec->error = ZSTD_getErrorName(result);
    return codec_failed;
  }
  return result == 0 ? codec_member_end : codec_more;
}

codec_status codec_run(codec *codec, const uint8_t **in, size_t *in_count, uint8_t **out, size_t *out_count) {
  switch (codec->kind) {
    case codec_gzip: return run_gzip(codec, in, in_count, out, out_count);
    case codec_bzip2: return run_bzip2(codec, in, in_count, out, out_count);
    case codec_xz: return run_xz(codec, in, in_count, out, out_count);
    case codec_zstd: return run_zstd(codec, in, in_count, out, out_count);
    case codec_none: break;
  }
  codec->error = "no compression";
  return codec_failed;
}
