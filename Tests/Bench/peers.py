"""Seconds that another tool takes over the texts of a JSONL file, its own start left out: peers.py vader|spacy FILE."""

import json
import sys
import time

import corpus


def vader(texts):
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    begin = time.perf_counter()
    for text in texts:
        for sentence in corpus.sentences_of(text):
            analyzer.polarity_scores(sentence)
    return time.perf_counter() - begin


def spacy(texts):
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    with open("Lexicons/en/valence.tsv", encoding="utf-8") as lines:
        terms = [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]
    matcher.add("valence", [language.make_doc(term) for term in terms if "*" not in term])
    begin = time.perf_counter()
    for document in language.pipe(texts):
        matcher(document)
    return time.perf_counter() - begin


def main():
    with open(sys.argv[2], encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    try:
        print({"vader": vader, "spacy": spacy}[sys.argv[1]](texts))
    except ImportError:
        sys.exit(69)


main()
