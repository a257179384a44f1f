extension Manifest {
  /// The JSON Schema (draft 2020-12) of manifest.json.
  public static let jsonSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Manifest of a dataset that Rhetor wrote",
      "type": "object", "additionalProperties": false,
      "required": ["format", "name", "program", "pipeline", "arguments", "settings", "seed", "inputs", "data", "counts", "outputs"],
      "properties": {
        "format": {"const": "rhetor-dataset-1"},
        "name": {"type": "string", "description": "The pipeline's."},
        "program": {
          "type": "object", "additionalProperties": false, "required": ["rhetor", "swift", "icu", "unicode", "sqlite"],
          "properties": {
            "rhetor": {"type": "string"}, "swift": {"type": "string"}, "icu": {"type": "string"},
            "unicode": {"type": "string"}, "sqlite": {"type": "string"}
          }
        },
        "pipeline": {"$ref": "#/$defs/data"},
        "arguments": {"type": "array", "items": {"type": "string"}, "description": "Flags that the result depends on, in one canonical form."},
        "settings": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Every setting with its value, whatever gave it."},
        "seed": {"type": "string"},
        "inputs": {
          "type": "array",
          "items": {
            "type": "object", "additionalProperties": false, "required": ["path"],
            "properties": {
              "path": {"type": "string", "description": "As it was named; - is stdin."},
              "bytes": {"$ref": "#/$defs/count"}, "sha256": {"$ref": "#/$defs/sha256"}
            }
          }
        },
        "data": {"type": "array", "items": {"$ref": "#/$defs/data"}, "description": "Lexicons, registries of actors, dictionaries, calibrations."},
        "counts": {
          "type": "object", "additionalProperties": false,
          "required": ["records", "articles", "rejected", "reasons", "passed_over", "dropped", "unknown_dates", "unread", "languages", "sentences", "words"],
          "properties": {
            "records": {"$ref": "#/$defs/count", "description": "articles + rejected + passed_over + dropped"},
            "articles": {"$ref": "#/$defs/count"}, "rejected": {"$ref": "#/$defs/count"},
            "reasons": {"$ref": "#/$defs/counts"}, "passed_over": {"$ref": "#/$defs/count"},
            "duplicates": {"$ref": "#/$defs/count", "description": "Left out where none was looked for."},
            "dropped": {"$ref": "#/$defs/count"}, "unknown_dates": {"$ref": "#/$defs/count"},
            "unread": {"$ref": "#/$defs/count", "description": "Articles in languages that the pipeline does not read."},
            "languages": {"$ref": "#/$defs/counts"}, "sentences": {"$ref": "#/$defs/count"}, "words": {"$ref": "#/$defs/count"}
          }
        },
        "outputs": {
          "type": "array",
          "items": {
            "type": "object", "additionalProperties": false, "required": ["file", "bytes", "sha256"],
            "properties": {
              "file": {"type": "string"}, "bytes": {"$ref": "#/$defs/count"}, "sha256": {"$ref": "#/$defs/sha256"},
              "rows": {"$ref": "#/$defs/count"},
              "editable": {"const": true, "description": "Made to be changed by hand; checks pass over its hash."}
            }
          }
        }
      },
      "$defs": {
        "count": {"type": "integer", "minimum": 0},
        "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "data": {
          "type": "object", "additionalProperties": false, "required": ["path", "bytes", "sha256"],
          "properties": {
            "path": {"type": "string"}, "bytes": {"$ref": "#/$defs/count"}, "sha256": {"$ref": "#/$defs/sha256"},
            "name": {"type": "string"}, "version": {"type": "string"}, "licence": {"type": "string"}
          }
        }
      }
    }

    """#
}
