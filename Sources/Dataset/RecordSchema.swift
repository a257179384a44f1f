/// The JSON Schema (draft 2020-12) that every line of an analysis satisfies.
public enum RecordSchema {
  public static let article = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Rhetor's article record",
      "type": "object",
      "additionalProperties": false,
      "required": ["id", "date", "outlet", "language", "title", "counts", "sentiment", "actors", "dyads", "rhetoric", "contrasts"],
      "properties": {
        "id": {"type": ["string", "number", "boolean", "null"], "description": "As in the input; for a text file its path."},
        "date": {"type": ["string", "null"]},
        "outlet": {"type": ["string", "null"]},
        "language": {"type": ["string", "null"], "description": "As in the input, or found from words and letters; und where they do not tell. Where it is none of the pipeline's, only counts are given."},
        "title": {"type": ["string", "null"]},
        "fields": {
          "type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
          "description": "With --keep: other fields of the input."
        },
        "duplicate": {
          "description": "With the stage dedupe or --dedupe: the earlier article that this one repeats; null where there is none.",
          "oneOf": [
            {"type": "null"},
            {
              "type": "object", "additionalProperties": false, "required": ["of", "line", "similarity", "exact"],
              "properties": {
                "of": {"type": ["string", "number", "boolean", "null"], "description": "The earlier article's id; null where it has none, or one of more than 4096 bytes."},
                "line": {"type": "integer", "minimum": 1, "description": "The line of this output that holds it."},
                "similarity": {"type": "number", "minimum": 0, "maximum": 1, "description": "Share of word sequences that both have (Jaccard index), estimated with a standard error of 0.04 at most unless exact."},
                "exact": {"type": "boolean", "description": "The same words in the same order, whatever their case, marks and spaces."}
              }
            }
          ]
        },
        "counts": {
          "type": "object", "additionalProperties": false, "required": ["sentences", "tokens", "words", "unpaired"],
          "properties": {
            "sentences": {"$ref": "#/$defs/count"},
            "tokens": {"$ref": "#/$defs/count", "description": "ICU segments that are not blank, marks included."},
            "words": {"$ref": "#/$defs/count", "description": "Tokens with a letter or digit."},
            "unpaired": {"$ref": "#/$defs/count", "description": "Quotation marks without their pair: who speaks may be misread."}
          }
        },
        "sentiment": {
          "type": "object", "additionalProperties": false, "required": ["positive", "negative", "score"],
          "description": "Of the text as a whole; toward nobody.",
          "properties": {
            "positive": {"$ref": "#/$defs/count", "description": "Valence terms that count as positive after negation and its like."},
            "negative": {"$ref": "#/$defs/count", "description": "Likewise for negative ones."},
            "score": {"$ref": "#/$defs/scoreOrNull", "description": "(P - N) / (P + N) of their weights; null without a term."}
          }
        },
        "actors": {
          "type": "array",
          "description": "In the order in which the article first names them.",
          "items": {
            "type": "object", "additionalProperties": false, "required": ["actor", "name", "mentions", "stance", "holders"],
            "properties": {
              "actor": {"type": "string", "description": "Id in the registry of actors."},
              "name": {"type": "string"},
              "mentions": {"type": "integer", "minimum": 1, "description": "Names, titles and pronouns that mean the actor."},
              "stance": {
                "type": "object", "additionalProperties": false,
                "required": ["score", "label", "probability", "evidence", "sentences"],
                "properties": {
                  "score": {"$ref": "#/$defs/scoreOrNull", "description": "Mean over the sentences that say something of the actor: P(positive) - P(negative), or without a calibration x / sqrt(x^2 + 15); null where none does."},
                  "label": {"enum": ["positive", "negative", "neutral", null], "description": "Side of the score; null where there is none."},
                  "probability": {"type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "Mean probability of the label; null where there is no calibration."},
                  "evidence": {"$ref": "#/$defs/count", "description": "Words that count for or against the actor."},
                  "sentences": {
                    "description": "Numbers of sentences that say something of the actor, by the side they take.",
                    "type": "object", "additionalProperties": false, "required": ["positive", "negative", "neutral"],
                    "properties": {
                      "positive": {"$ref": "#/$defs/count"},
                      "negative": {"$ref": "#/$defs/count"},
                      "neutral": {"$ref": "#/$defs/count"}
                    }
                  }
                }
              },
              "holders": {
                "type": "array",
                "description": "The same by whose stance it is.",
                "items": {
                  "type": "object", "additionalProperties": false, "required": ["holder", "score", "sentences"],
                  "properties": {
                    "holder": {"type": "string", "description": "An actor's id, 'article' for the article's own voice, 'unresolved'."},
                    "score": {"$ref": "#/$defs/score"},
                    "sentences": {"type": "integer", "minimum": 1}
                  }
                }
              }
            }
          }
        },
        "dyads": {
          "type": "array",
          "description": "Stance of one actor toward another: the holders of 'actors' who are actors themselves, in one list.",
          "items": {
            "type": "object", "additionalProperties": false, "required": ["holder", "target", "score", "sentences"],
            "properties": {
              "holder": {"type": "string"},
              "target": {"type": "string"},
              "score": {"$ref": "#/$defs/score"},
              "sentences": {"type": "integer", "minimum": 1}
            }
          }
        },
        "rhetoric": {
          "type": "array",
          "description": "Frames that the article uses, by user.",
          "items": {
            "type": "object", "additionalProperties": false, "required": ["frame", "actor", "count", "terms"],
            "properties": {
              "frame": {"type": "string", "description": "Id of a frame of the codebook."},
              "actor": {"type": ["string", "null"], "description": "Who uses it; null for the article's own or unattributed words."},
              "count": {"type": "integer", "minimum": 1, "description": "Phrases of the frame in his words, those denied left out."},
              "terms": {"type": "array", "items": {"type": "string"}, "minItems": 1, "description": "The phrases as they stand, each once."}
            }
          }
        },
        "contrasts": {
          "type": "array",
          "description": "Pairs of frames set against each other, for everyone who uses either.",
          "items": {
            "type": "object", "additionalProperties": false, "required": ["contrast", "actor", "left", "right", "logit", "se"],
            "properties": {
              "contrast": {"type": "string", "description": "Id of a contrast of the pipeline."},
              "actor": {"type": ["string", "null"], "description": "As in 'rhetoric'."},
              "left": {"$ref": "#/$defs/count", "description": "Uses of the left frame."},
              "right": {"$ref": "#/$defs/count", "description": "Uses of the right frame."},
              "logit": {"type": "number", "description": "ln((left + 0.5) / (right + 0.5)); above 0 for the left frame."},
              "se": {"type": "number", "exclusiveMinimum": 0, "description": "Standard error of the logit."}
            }
          }
        },
        "dictionaries": {
          "type": "array",
          "description": "With dictionaries in the pipeline or --dictionary: what each of them counts. docs/matching.md says what a match is.",
          "items": {
            "type": "object", "additionalProperties": false,
            "required": ["dictionary", "matches", "words", "sentences", "categories", "polarity", "valence"],
            "properties": {
              "dictionary": {"type": "string", "description": "Its name."},
              "matches": {"$ref": "#/$defs/count", "description": "Over the same words in two categories: two."},
              "words": {"$ref": "#/$defs/count", "description": "Words with a match on them; over counts.words it is the dictionary's coverage."},
              "sentences": {"$ref": "#/$defs/count", "description": "Sentences with a match."},
              "categories": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}, "description": "Matches by category, those of its sub-categories included; categories without one are left out."},
              "polarity": {
                "description": "null where the dictionary has not two poles.",
                "oneOf": [
                  {"type": "null"},
                  {
                    "type": "object", "additionalProperties": false,
                    "required": ["positive", "negative", "logit", "se", "abspropdiff", "relpropdiff", "janis_fadner"],
                    "properties": {
                      "positive": {"$ref": "#/$defs/count"},
                      "negative": {"$ref": "#/$defs/count"},
                      "logit": {"type": "number", "description": "ln(P + 1/2) - ln(N + 1/2) of the counts."},
                      "se": {"type": "number", "description": "Its standard error, sqrt(1 / (P + 1/2) + 1 / (N + 1/2))."},
                      "abspropdiff": {"$ref": "#/$defs/scoreOrNull", "description": "(P - N) / words; null without words."},
                      "relpropdiff": {"$ref": "#/$defs/scoreOrNull", "description": "(P - N) / (P + N); null without a match."},
                      "janis_fadner": {"$ref": "#/$defs/scoreOrNull", "description": "Janis and Fadner's coefficient of imbalance, over words."}
                    }
                  }
                ]
              },
              "valence": {"type": ["number", "null"], "description": "Mean weight of the matches that have one; null without."}
            }
          }
        },
        "speech": {
          "type": "array",
          "description": "With --speech: the words in their order, cut where sentence or speaker changes.",
          "items": {
            "type": "object", "additionalProperties": false, "required": ["holder", "actors", "frames", "words"],
            "properties": {
              "holder": {"type": "string", "description": "Whose words they are: an actor's id, 'article', 'unresolved'."},
              "actors": {"type": "array", "items": {"type": "string"}, "description": "Whom the sentence speaks of."},
              "frames": {"type": "array", "items": {"type": "string"}, "description": "Frames used in these words, one for each use."},
              "words": {"type": "string", "minLength": 1, "description": "Folded, with a blank between them; a name is one word, @ and the actor's id, and marks are |."}
            }
          }
        },
        "evidence": {
          "type": "array",
          "description": "With --evidence. Contributions of a sentence toward an actor add up to its linear score x; its score is x / sqrt(x^2 + 15).",
          "items": {
            "type": "object", "additionalProperties": false,
            "required": ["actor", "holder", "sentence", "start", "end", "text", "term", "lexicon", "weight", "rules", "contribution"],
            "properties": {
              "actor": {"type": "string"},
              "holder": {"type": "string"},
              "sentence": {"$ref": "#/$defs/count", "description": "Counted from 0."},
              "start": {"$ref": "#/$defs/count", "description": "In Unicode scalars of the text, half-open."},
              "end": {"$ref": "#/$defs/count"},
              "text": {"type": "string", "description": "The words as they stand."},
              "term": {"type": "string", "description": "The lexicon's row."},
              "lexicon": {"type": "string"},
              "weight": {"type": "number", "minimum": -4, "maximum": 4},
              "rules": {
                "type": "array",
                "items": {
                  "type": "object", "additionalProperties": false, "required": ["rule", "factor"],
                  "properties": {
                    "rule": {"enum": ["negation", "shifter", "intensifier", "contrast", "hedge", "distance", "other-clause", "preposition", "pronoun", "question", "conditional", "concession", "irony", "idiom", "carried"]},
                    "factor": {"type": "number"}
                  }
                }
              },
              "contribution": {"type": "number", "description": "weight times all factors"}
            }
          }
        },
        "readings": {
          "type": "array",
          "description": "With --evidence, where there is a calibration: what it makes of each mention. The terms' contributions add up to ln(P(positive) / P(negative)).",
          "items": {
            "type": "object", "additionalProperties": false,
            "required": ["actor", "sentence", "start", "end", "text", "probabilities", "terms"],
            "properties": {
              "actor": {"type": "string"},
              "sentence": {"$ref": "#/$defs/count"},
              "start": {"$ref": "#/$defs/count", "description": "Of the mention, in Unicode scalars, half-open."},
              "end": {"$ref": "#/$defs/count"},
              "text": {"type": "string"},
              "probabilities": {
                "type": "object", "additionalProperties": false, "required": ["negative", "neutral", "positive"],
                "properties": {
                  "negative": {"$ref": "#/$defs/probability"},
                  "neutral": {"$ref": "#/$defs/probability"},
                  "positive": {"$ref": "#/$defs/probability"}
                }
              },
              "terms": {
                "type": "array",
                "items": {
                  "type": "object", "additionalProperties": false, "required": ["term", "contribution"],
                  "properties": {
                    "term": {"type": "string", "description": "The feature's name in the calibration; word.PLACE for a learned word."},
                    "start": {"$ref": "#/$defs/count"},
                    "end": {"$ref": "#/$defs/count"},
                    "text": {"type": "string"},
                    "contribution": {"type": "number"}
                  }
                }
              }
            }
          }
        }
      },
      "$defs": {
        "count": {"type": "integer", "minimum": 0},
        "probability": {"type": "number", "minimum": 0, "maximum": 1},
        "score": {"type": "number", "minimum": -1, "maximum": 1},
        "scoreOrNull": {"type": ["number", "null"], "minimum": -1, "maximum": 1}
      }
    }

    """#
}
