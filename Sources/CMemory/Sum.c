#include "CMemory.h"

#include <string.h>

enum { lanes = 8 };

static void add(uint64_t sums[lanes], uint64_t sums_of_sums[lanes], const uint64_t words[lanes]) {
  for (int lane = 0; lane < lanes; lane++) {
    sums[lane] += words[lane];
    sums_of_sums[lane] += sums[lane];
  }
}

uint64_t memory_sum(const void *bytes, size_t size) {
  uint64_t sums[lanes] = {0}, sums_of_sums[lanes] = {0}, words[lanes];
  const char *at = bytes;
  size_t rest = size;
  for (; rest >= sizeof words; rest -= sizeof words, at += sizeof words) {
    memcpy(words, at, sizeof words);
    add(sums, sums_of_sums, words);
  }
  memset(words, 0, sizeof words);
  memcpy(words, at, rest);
  add(sums, sums_of_sums, words);
  uint64_t sum = size;
  for (int lane = 0; lane < lanes; lane++) {
    sum = (sum ^ sums[lane]) * 0x9E3779B97F4A7C15u;
    sum = (sum ^ sum >> 32 ^ sums_of_sums[lane]) * 0xA0761D6478BD642Fu;
  }
  return sum;
}
