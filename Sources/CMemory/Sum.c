#include "CMemory.h"

#include <string.h>

// Eight sums side by side, which the compiler keeps in the processor's vectors.
typedef uint64_t lanes __attribute__((vector_size(64)));

uint64_t memory_sum(const void *bytes, size_t size) {
  lanes sums = {0}, sums_of_sums = {0}, words;
  const char *at = bytes;
  size_t rest = size;
  for (; rest >= sizeof words; rest -= sizeof words, at += sizeof words) {
    memcpy(&words, at, sizeof words);
    sums += words;
    sums_of_sums += sums;
  }
  memset(&words, 0, sizeof words);
  if (rest > 0) memcpy(&words, at, rest);
  sums += words;
  sums_of_sums += sums;
  uint64_t sum = size;
  for (int lane = 0; lane < 8; lane++) {
    sum = (sum ^ sums[lane]) * 0x9E3779B97F4A7C15u;
    sum = (sum ^ sum >> 32 ^ sums_of_sums[lane]) * 0xA0761D6478BD642Fu;
  }
  return sum;
}
