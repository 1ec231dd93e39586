#include "pdf/pdf_int.h"

/*
 * The file's metadata in XMP. What Info says as well is taken from the same values
 * (ISO 19005-1, 6.7.3; -2, 6.6.3); every schema that PDF/A does not know is described
 * (6.7.8; -2, 6.6.2.3).
 */

static void add_text(buf *out, str text)
{
    for (size_t i = 0; i < text.n;) {
        char bytes[4];
        uint32_t cp = utf8_next(text, &i);
        if (cp == '&')
            buf_add(out, STR("&amp;"));
        else if (cp == '<')
            buf_add(out, STR("&lt;"));
        else if (cp == '>')
            buf_add(out, STR("&gt;"));
        else
            buf_add(out, (str){bytes, utf8_put(bytes, cp)});
    }
}

static void add_simple(buf *out, const char *name, str value)
{
    if (value.n == 0)
        return;
    buf_fmt(out, "<%s>", name);
    add_text(out, value);
    buf_fmt(out, "</%s>\n", name);
}

/* kind: Alt with a default language, or Seq. */
static void add_list(buf *out, const char *name, const char *kind, str value)
{
    if (value.n == 0)
        return;
    bool by_language = kind[0] == 'A';
    buf_fmt(
        out, "<%s><rdf:%s><rdf:li%s>", name, kind, by_language ? " xml:lang=\"x-default\"" : "");
    add_text(out, value);
    buf_fmt(out, "</rdf:li></rdf:%s></%s>\n", kind, name);
}

static void add_flavour(buf *out, pdf_flavour flavour)
{
    static const int parts[] = {[PDF_A2A] = 2, [PDF_A1A] = 1, [PDF_A3A] = 3};
    if (flavour != PDF_PLAIN)
        buf_fmt(out, "<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n",
            parts[flavour]);
    buf_add(out, STR("<pdfuaid:part>1</pdfuaid:part>\n"));
}

typedef struct property {
    const char *name, *type, *description;
} property;

typedef struct schema {
    const char *name, *space, *prefix, *category;
    const property *properties;
    int count;
} schema;

static void add_schema(buf *out, const schema *s)
{
    buf_fmt(out,
        "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>%s</pdfaSchema:schema>\n"
        "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
        "<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n<pdfaSchema:property><rdf:Seq>\n",
        s->name, s->space, s->prefix);
    for (int i = 0; i < s->count; i++)
        buf_fmt(out,
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>%s</pdfaProperty:name>\n"
            "<pdfaProperty:valueType>%s</pdfaProperty:valueType>\n"
            "<pdfaProperty:category>%s</pdfaProperty:category>\n"
            "<pdfaProperty:description>%s</pdfaProperty:description></rdf:li>\n",
            s->properties[i].name, s->properties[i].type, s->category,
            s->properties[i].description);
    buf_add(out, STR("</rdf:Seq></pdfaSchema:property></rdf:li>\n"));
}

#define UA_SPACE "http://www.aiim.org/pdfua/ns/id/"
#define FORM_SPACE "urn:jixiaobiao:form:1#"

static const property ua_properties[] = {{"part", "Integer", "Part of ISO 14289"}};
static const property form_properties[] = {{"year", "Text", "Fiscal year that the form is for"},
    {"form", "Text", "Identifier of the form"}, {"edition", "Text", "Edition of the form"},
    {"unit", "Text", "Public body that the form is of"},
    {"amounts", "Text", "Amounts of the form: a JSON array of objects with name, value and unit"}};
static const schema ua_schema = {
    "PDF/UA identification", UA_SPACE, "pdfuaid", "internal", ua_properties, 1};
static const schema form_schema = {
    "Budget performance form", FORM_SPACE, "jxb", "external", form_properties, 5};

static bool of_form(const pdf_about *about)
{
    return about->year.n + about->form.n + about->edition.n + about->amounts.n > 0;
}

static void add_schemas(buf *out, const pdf_about *about)
{
    buf_add(out, STR("<pdfaExtension:schemas><rdf:Bag>\n"));
    add_schema(out, &ua_schema);
    if (of_form(about))
        add_schema(out, &form_schema);
    buf_add(out, STR("</rdf:Bag></pdfaExtension:schemas>\n"));
}

static const char HEAD[] = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                           "<rdf:Description rdf:about=\"\"\n"
                           " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                           " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                           " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                           " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
                           " xmlns:pdfuaid=\"" UA_SPACE "\"\n"
                           " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
                           " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                           " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"\n"
                           " xmlns:jxb=\"" FORM_SPACE "\">\n";

str pdf_xmp(arena *a, const pdf_about *about)
{
    buf out = {.memory = a};
    buf_add(&out, str_of(HEAD));
    add_flavour(&out, about->flavour);
    add_list(&out, "dc:title", "Alt", about->title);
    add_list(&out, "dc:creator", "Seq", about->author);
    add_list(&out, "dc:description", "Alt", about->subject);
    add_simple(&out, "pdf:Keywords", about->keywords);
    add_simple(&out, "pdf:Producer", about->producer);
    if (about->created.known) {
        str date = pdf_date_iso(a, about->created);
        add_simple(&out, "xmp:CreateDate", date);
        add_simple(&out, "xmp:ModifyDate", date);
    }
    add_simple(&out, "jxb:year", about->year);
    add_simple(&out, "jxb:form", about->form);
    add_simple(&out, "jxb:edition", about->edition);
    add_simple(&out, "jxb:unit", of_form(about) ? about->author : (str){0});
    add_simple(&out, "jxb:amounts", about->amounts);
    add_schemas(&out, about);
    buf_add(&out, STR("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n"));
    return buf_str(&out);
}
