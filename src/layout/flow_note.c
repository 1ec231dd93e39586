/* Footnotes: on the page where they are called first, at its foot, below a short rule. */
#include "layout/flow_int.h"

static bool is_foot(const flow *f, uint32_t block)
{
    const doc_block *b = &f->sized->doc->blocks[block];
    return b->kind == BLOCK_TEXT && b->text.foot != FOOT_NONE;
}

static len note_height(const flow *f, uint32_t block)
{
    const sized_text *t = &f->sized->blocks[block].text;
    return t->style->top + text_height(t, t->line_count) + t->style->bottom;
}

/* The line of a block where its i-th call stands. */
static uint32_t call_line(const flow *f, uint32_t block, uint32_t i)
{
    const sized_text *t = &f->sized->blocks[block].text;
    uint32_t line = 0;
    while (line + 1 < t->line_count && t->lines[line].to <= f->sized->doc->blocks[block].text.calls[i].from)
        line++;
    return line;
}

/* Whether the i-th call is the first one of its note, which then stands behind the block. */
static bool call_first(const doc_text *t, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (t->calls[k].ahead == t->calls[i].ahead)
            return false;
    return t->calls[i].ahead > 0;
}

uint32_t flow_notes_fit(
    const flow *f, uint32_t block, uint32_t line, uint32_t count, flow_room room)
{
    const doc_text *t = &f->sized->doc->blocks[block].text;
    for (; count > 0; count--) {
        int64_t need = (int64_t)count * f->sized->blocks[block].text.pitch;
        bool bare = f->notes.count == 0;
        for (uint32_t i = 0; i < t->call_count; i++) {
            uint32_t at = call_line(f, block, i);
            if (at < line || at >= line + count || !call_first(t, i))
                continue;
            need += note_height(f, block + (uint32_t)t->calls[i].ahead);
            need += bare ? NOTES_ABOVE + room.hang : 0;
            bare = false;
        }
        if (need <= room.height)
            break;
    }
    return count;
}

static void foot_reckon(flow *f)
{
    f->foot = f->notes.count > 0 ? NOTES_ABOVE : 0;
    for (uint32_t i = 0; i < f->notes.count; i++)
        f->foot += note_height(f, f->notes.at[i].block);
}

void flow_notes_add(flow *f, uint32_t block, uint32_t line, uint32_t end)
{
    const doc_text *t = &f->sized->doc->blocks[block].text;
    for (uint32_t i = 0; i < t->call_count; i++) {
        uint32_t at = call_line(f, block, i);
        if (at >= line && at < end && call_first(t, i))
            *VEC_PUSH(f->job->memory, &f->notes) = (flow_note){
                block + (uint32_t)t->calls[i].ahead, block, at};
    }
    foot_reckon(f);
}

void flow_notes_drop(flow *f, uint32_t block, uint32_t line)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->notes.count; i++)
        if (f->notes.at[i].by != block || f->notes.at[i].line < line)
            f->notes.at[kept++] = f->notes.at[i];
    f->notes.count = kept;
    foot_reckon(f);
}

len flow_notes_end(flow *f)
{
    len under = f->imprinted ? f->imprint : 0;
    len top = f->height - under - f->foot + NOTES_ABOVE, y = top;
    uint32_t count = f->notes.count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t block = f->notes.at[i].block;
        const sized_text *t = &f->sized->blocks[block].text;
        *VEC_PUSH(f->job->memory, &f->items) = (flow_item){.kind = FLOW_TEXT,
            .block = block,
            .to = t->line_count,
            .top = y + t->style->top};
        y += note_height(f, block);
    }
    f->notes.count = 0;
    f->foot = 0;
    return count > 0 ? top : 0;
}

uint32_t flow_before(const flow *f, uint32_t block)
{
    while (block > 0 && is_foot(f, block - 1))
        block--;
    return block - 1;
}
