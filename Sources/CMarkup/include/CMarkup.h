// A C door to libxml2's HTML and XML parsers: elements and text as they come, no tree, no entities from elsewhere, no
// network.
#ifndef RHETOR_CMARKUP_H
#define RHETOR_CMARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  /// `attributes`: name, value, name, value…, ended by null; null for none. A value may be null.
  void (*start)(void *context, const char *name, const char *const *attributes);
  void (*end)(void *context, const char *name);
  void (*text)(void *context, const char *bytes, size_t count);
} markup_handler;

/// Open elements of an HTML page, at most.
enum { markup_deepest = 2000 };

typedef enum {
  markup_walked,
  /// There is nothing in it, or it is longer than 2 GiB.
  markup_no_page,
  /// The walk ended where elements were nested deeper than `markup_deepest`.
  markup_too_deep
} markup_outcome;

/// Walks an HTML page, however broken. `encoding`: of the bytes; null to believe the page.
markup_outcome markup_walk_html(
    const uint8_t *bytes, size_t count, const char *encoding, const markup_handler *handler, void *context);

/// Walks an XML element. Returns null, or what is wrong with it (which lives until the thread's next call).
const char *markup_walk_xml(const uint8_t *bytes, size_t count, const markup_handler *handler, void *context);

/// While an XML element is walked, the line of what is being told of; afterwards, of the fault that ended it.
int markup_line(void);

/// The character that HTML calls by a name ("amp", "nbsp"), 0 for none.
uint32_t markup_entity(const char *name);

#ifdef __cplusplus
}
#endif
#endif
