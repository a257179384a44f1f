#include "CMarkup.h"

#include <limits.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <string.h>

typedef struct {
  const markup_handler *handler;
  void *context;
  /// Set for HTML only: libxml2 bounds the depth of XML by itself.
  htmlParserCtxtPtr html;
  bool is_too_deep;
} walk;

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes) {
  walk *walk = data;
  // Each end tag is looked for among all elements that are open.
  if (walk->html && walk->html->nameNr > markup_deepest) {
    walk->is_too_deep = true;
    xmlStopParser(walk->html);
    return;
  }
  walk->handler->start(walk->context, (const char *)name, (const char *const *)attributes);
}

static void on_end(void *data, const xmlChar *name) {
  walk *walk = data;
  walk->handler->end(walk->context, (const char *)name);
}

static void on_text(void *data, const xmlChar *bytes, int count) {
  walk *walk = data;
  walk->handler->text(walk->context, (const char *)bytes, (size_t)count);
}

/// libxml2 fills its tables of encodings when it is first used, and not safely where several threads do so at once.
static void prepare(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, xmlInitParser);
}

static void on_nothing(void *data, const char *message, ...) { (void)data, (void)message; }

static xmlSAXHandler make_handler(void) {
  xmlSAXHandler sax;
  memset(&sax, 0, sizeof sax);
  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_text;
  sax.warning = on_nothing;
  sax.error = on_nothing;
  sax.fatalError = on_nothing;
  return sax;
}

markup_outcome markup_walk_html(
    const uint8_t *bytes, size_t count, const char *encoding, const markup_handler *handler, void *context) {
  if (count == 0 || count > INT_MAX) return markup_no_page;
  prepare();
  walk walk = {handler, context, NULL, false};
  xmlSAXHandler sax = make_handler();
  // Style and script come as CDATA blocks, and are of no interest.
  sax.cdataBlock = NULL;
  htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&sax, &walk, NULL, 0, NULL, XML_CHAR_ENCODING_NONE);
  if (!parser) return markup_no_page;
  walk.html = parser;
  htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  if (encoding) {
    xmlCharEncodingHandlerPtr converter = xmlFindCharEncodingHandler(encoding);
    if (converter) xmlSwitchToEncoding(parser, converter);
  }
  htmlParseChunk(parser, (const char *)bytes, (int)count, 0);
  htmlParseChunk(parser, NULL, 0, 1);
  if (parser->myDoc) xmlFreeDoc(parser->myDoc);
  htmlFreeParserCtxt(parser);
  return walk.is_too_deep ? markup_too_deep : markup_walked;
}

/// The thread's parser of XML while it walks, and where the last one found a fault.
static _Thread_local xmlParserCtxtPtr walked;
static _Thread_local int last_line;

int markup_line(void) { return walked && walked->input ? walked->input->line : last_line; }

const char *markup_walk_xml(const uint8_t *bytes, size_t count, const markup_handler *handler, void *context) {
  static _Thread_local char message[200];
  if (count > INT_MAX) return "too long";
  prepare();
  walk walk = {handler, context, NULL, false};
  xmlSAXHandler sax = make_handler();
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, &walk, NULL, 0, NULL);
  if (!parser) return "no memory";
  walked = parser;
  xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlParseChunk(parser, (const char *)bytes, (int)count, 0);
  xmlParseChunk(parser, NULL, 0, 1);
  bool isWhole = parser->wellFormed;
  const xmlError *error = xmlCtxtGetLastError(parser);
  strncpy(message, error && error->message ? error->message : "not well-formed", sizeof message - 1);
  message[strcspn(message, "\n")] = 0;
  last_line = error ? error->line : 0;
  walked = NULL;
  if (parser->myDoc) xmlFreeDoc(parser->myDoc);
  xmlFreeParserCtxt(parser);
  return isWhole ? NULL : message;
}

uint32_t markup_entity(const char *name) {
  const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)name);
  return found ? found->value : strcmp(name, "apos") == 0 ? '\'' : 0;
}
