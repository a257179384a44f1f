"""Makes corpora of news articles for measurements: the same seed, the same bytes."""

import json
import os
import random
import re

SENTENCE_END = re.compile(r'(?<=[.!?…»”])\s+(?=[A-ZА-ЯЁ«“"])')


def sentences_of(text):
    return [part.strip() for part in SENTENCE_END.split(text.replace("\n", " ")) if part.strip()]


def samples(path):
    """Sentences of the sample articles, by language."""
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            found.setdefault(article["language"], []).extend(sentences_of(article["text"]))
    return found


def gold(folder):
    """Sentences of the coded samples, by language; none where they are absent."""
    found = {"en": [], "ru": []}
    english, russian = folder + "/newsmtsc-train.jsonl", folder + "/rusentne-train.tsv"
    if os.path.exists(english):
        with open(english, encoding="utf-8") as lines:
            found["en"] = [json.loads(line)["sentence"] for line in lines]
    if os.path.exists(russian):
        with open(russian, encoding="utf-8") as lines:
            found["ru"] = [line.split("\t")[0] for line in list(lines)[1:]]
    return {language: sorted(set(sentences)) for language, sentences in found.items()}


def write(path, sentences, language, size, seed):
    """Writes articles of 10 to 40 sentences, in paragraphs of two to five, until the file has `size` bytes."""
    draw = random.Random(seed)
    written, number = 0, 0
    with open(path + ".part", "w", encoding="utf-8", newline="\n") as out:
        while written < size:
            number += 1
            left, paragraphs = draw.randint(10, 40), []
            while left > 0:
                count = min(left, draw.randint(2, 5))
                paragraphs.append(" ".join(draw.choice(sentences) for _ in range(count)))
                left -= count
            article = {
                "id": f"{language}-{number}",
                "date": f"20{draw.randint(10, 23)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
                "outlet": f"Outlet {draw.randint(1, 20)}",
                "language": language,
                "title": draw.choice(sentences)[:80],
                "text": "\n\n".join(paragraphs),
            }
            line = json.dumps(article, ensure_ascii=False) + "\n"
            out.write(line)
            written += len(line.encode())
    os.replace(path + ".part", path)
