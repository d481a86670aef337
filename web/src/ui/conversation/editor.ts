import type { RichText } from '../../model/message'
import { closeMarkdown, toMarkdown } from '../../model/markdown'
import { difference, format, has, NOTHING, plain, replace, replacement, slice, toggle, without, type Format } from '../../model/richText'
import { pasted } from './clipboard'
import { draw, offsetOf, pointAt, sameDom, textIn } from './editorDom'
import { Undo, type Draftsman } from './undo'

/**
 * Where messages are written. The browser changes the letters: it alone knows input methods, spelling, dictation, emoji and
 * every keyboard of every phone. After each of its changes the text is read back, the difference to what was known is found, and the
 * formats, which only this class knows, move along with it; the element is drawn anew if it looks other than the text should, but never
 * while an input method composes. What the browser would do differently from browser to browser (line breaks, pasting, dropping,
 * formatting, undoing) is done here.
 *
 * A text field would be simpler but could not show formats; an element edited by the browser's own commands shows them, but
 * those commands are deprecated, differ, and know neither spoilers nor code.
 */
export class Editor {
  private now: Draftsman = { rich: NOTHING, from: 0, to: 0 }
  private composing = false
  /** Formats switched on or off with nothing selected: for what is written next. */
  private pending = new Map<Format['kind'], Format | undefined>()
  /** Where a format was closed by its sign: what is written there is outside of it. */
  private closedAt = -1
  private readonly undo = new Undo()

  constructor(
    private readonly root: HTMLElement,
    private readonly changed: (rich: RichText) => void,
    private readonly moved: () => void,
    signal: AbortSignal,
  ) {
    const on = <K extends keyof HTMLElementEventMap>(kind: K, listener: (event: HTMLElementEventMap[K]) => void) =>
      root.addEventListener(kind, listener, { signal })
    on('beforeinput', event => this.beforeInput(event))
    on('input', () => this.readBack())
    on('compositionstart', () => (this.composing = true))
    on('compositionend', () => {
      this.composing = false
      this.readBack()
    })
    on('paste', event => {
      event.preventDefault()
      if (event.clipboardData) this.put(pasted(event.clipboardData))
    })
    on('copy', event => this.copy(event))
    on('cut', event => {
      this.copy(event)
      if (this.now.from !== this.now.to) this.put(NOTHING)
    })
    document.addEventListener('selectionchange', () => this.selectionMoved(), { signal })
    this.show()
  }

  get rich(): RichText {
    return this.now.rich
  }

  get selection(): { from: number; to: number } {
    return { from: this.now.from, to: this.now.to }
  }

  /** Another text altogether: a draft, a message to be edited. It cannot be undone. */
  load(rich: RichText): void {
    this.undo.clear()
    this.pending.clear()
    this.now = { rich, from: rich.text.length, to: rich.text.length }
    this.show()
  }

  focus(): void {
    this.root.focus({ preventScroll: true })
    this.select(this.now.from, this.now.to)
  }

  select(from: number, to: number): void {
    this.now = { ...this.now, from, to }
    this.placeSelection()
  }

  /** Puts something in the place of what is selected, or of another stretch. */
  put(rich: RichText, from = this.now.from, to = this.now.to): void {
    if (rich.text === '' && from === to) return
    const caret = from + rich.text.length
    this.change({ rich: replace(this.now.rich, from, to, rich, rich.entities.length === 0), from: caret, to: caret }, '')
  }

  /** Switches a format for what is selected, or for what is written next. */
  toggle(put: Format): void {
    const { rich, from, to } = this.now
    if (from === to) {
      const on = this.pending.has(put.kind) ? this.pending.get(put.kind) !== undefined : has(rich, from, to, put.kind)
      this.pending.set(put.kind, on ? undefined : put)
      this.moved()
    } else this.change({ rich: toggle(rich, from, to, put), from, to }, '')
  }

  format(put: Format, from = this.now.from, to = this.now.to): void {
    this.change({ rich: format(this.now.rich, from, to, put), from, to }, '')
  }

  clearFormats(): void {
    const { rich, from, to } = this.now
    this.change({ rich: without(rich, from, to, ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'pre', 'quote', 'link', 'person']), from, to }, '')
  }

  isOn(kind: Format['kind']): boolean {
    if (this.now.from === this.now.to && this.pending.has(kind)) return this.pending.get(kind) !== undefined
    return has(this.now.rich, this.now.from, this.now.to, kind)
  }

  undoStep(): void {
    this.step(this.undo.back(this.now))
  }

  redoStep(): void {
    this.step(this.undo.again(this.now))
  }

  private step(to: Draftsman | undefined): void {
    if (to === undefined) return
    this.now = to
    this.show()
    this.changed(to.rich)
  }

  private change(next: Draftsman, kind: string): void {
    this.undo.keep(this.now, kind, performance.now())
    this.now = next
    this.closedAt = -1
    this.show()
    this.changed(next.rich)
  }

  private beforeInput(event: InputEvent): void {
    switch (event.inputType) {
      case 'insertParagraph':
      case 'insertLineBreak':
        event.preventDefault()
        this.readSelection()
        return this.put(plain('\n'))
      case 'historyUndo':
        event.preventDefault()
        return this.undoStep()
      case 'historyRedo':
        event.preventDefault()
        return this.redoStep()
      case 'insertFromDrop': {
        event.preventDefault()
        const [range] = event.getTargetRanges()
        if (!event.dataTransfer || !range) return
        const place = offsetOf(this.root, range.startContainer, range.startOffset)
        return this.put(pasted(event.dataTransfer), place, place)
      }
      default:
        // The browser's own bold and italic: the keyboard has them as our formats.
        if (event.inputType.startsWith('format') || event.inputType === 'insertFromPaste') event.preventDefault()
    }
  }

  /** Takes over what the browser has changed. */
  private readBack(): void {
    const before = this.now
    const text = textIn(this.root)
    this.readSelection()
    const known = before.rich.text
    const { from, to, put } = replacement(known, text, before.from, before.to) ?? difference(known, text, this.now.to)
    if (from === to && put === '') {
      if (!this.composing) this.redraw()
      return
    }
    this.undo.keep(before, put === '' ? 'delete' : 'write', performance.now())
    let rich = replace(before.rich, from, to, plain(put), from !== this.closedAt)
    for (const [kind, wanted] of this.pending) {
      rich = wanted === undefined ? without(rich, from, from + put.length, [kind]) : format(rich, from, from + put.length, wanted)
    }
    this.closedAt = -1
    this.now = { ...this.now, rich }
    if (!this.composing) {
      if (put !== '' && this.now.from === this.now.to) this.closeFormats()
      this.redraw()
    }
    this.changed(this.now.rich)
  }

  private closeFormats(): void {
    const closed = closeMarkdown(this.now.rich, this.now.to)
    if (closed === undefined) return
    this.undo.keep(this.now, '', performance.now())
    this.now = { rich: closed.rich, from: closed.caret, to: closed.caret }
    this.closedAt = closed.inside ? -1 : closed.caret
  }

  private redraw(): void {
    if (!sameDom(this.root, draw(this.now.rich))) this.show()
    else this.mark()
  }

  private show(): void {
    this.root.replaceChildren(draw(this.now.rich))
    this.mark()
    if (document.activeElement === this.root) this.placeSelection()
  }

  private mark(): void {
    this.root.toggleAttribute('data-empty', this.now.rich.text === '')
  }

  private placeSelection(): void {
    const [startNode, start] = pointAt(this.root, this.now.from)
    const [endNode, end] = this.now.from === this.now.to ? [startNode, start] : pointAt(this.root, this.now.to)
    getSelection()?.setBaseAndExtent(startNode, start, endNode, end)
    if (this.now.to === this.now.rich.text.length) this.root.scrollTop = this.root.scrollHeight
  }

  private readSelection(): void {
    const selection = getSelection()
    if (!selection?.anchorNode || !selection.focusNode || !this.root.contains(selection.anchorNode) || !this.root.contains(selection.focusNode)) return
    const a = offsetOf(this.root, selection.anchorNode, selection.anchorOffset)
    const b = selection.isCollapsed ? a : offsetOf(this.root, selection.focusNode, selection.focusOffset)
    this.now = { ...this.now, from: Math.min(a, b), to: Math.max(a, b) }
  }

  private selectionMoved(): void {
    if (this.composing || document.activeElement !== this.root) return
    const { from, to } = this.now
    // Between a change and its `input` event the selection speaks of a text that is not known yet.
    if (textIn(this.root) !== this.now.rich.text) return
    this.readSelection()
    if (this.now.from !== from || this.now.to !== to) {
      this.pending.clear()
      if (this.now.from !== this.closedAt) this.closedAt = -1
    }
    this.moved()
  }

  private copy(event: ClipboardEvent): void {
    this.readSelection()
    const { rich, from, to } = this.now
    if (from === to || !event.clipboardData) return
    event.preventDefault()
    const chosen = slice(rich, from, to)
    event.clipboardData.setData('text/plain', chosen.entities.length === 0 ? chosen.text : toMarkdown(chosen))
  }
}
