#include "CStemmer.h"

#include <libstemmer.h>

stemmer *stemmer_open(const char *language) { return (stemmer *)sb_stemmer_new(language, "UTF_8"); }
void stemmer_close(stemmer *stemmer) { sb_stemmer_delete((struct sb_stemmer *)stemmer); }

const uint8_t *stemmer_stem(stemmer *stemmer, const uint8_t *word, int32_t count, int32_t *length) {
  const sb_symbol *stem = sb_stemmer_stem((struct sb_stemmer *)stemmer, word, count);
  *length = sb_stemmer_length((struct sb_stemmer *)stemmer);
  return stem;
}
