// A C door to Snowball's stemmers (libstemmer), UTF-8 in and out.
#ifndef RHETOR_CSTEMMER_H
#define RHETOR_CSTEMMER_H

#include <stdint.h>

typedef struct stemmer stemmer;

/// The stemmer of a language ("en", "ru"), or null where Snowball has none. It serves one thread at a time.
stemmer *stemmer_open(const char *language);
void stemmer_close(stemmer *stemmer);

/// The stem of a word in small letters. The result is valid until the next call; null where memory is wanting.
const uint8_t *stemmer_stem(stemmer *stemmer, const uint8_t *word, int32_t count, int32_t *length);

#endif
