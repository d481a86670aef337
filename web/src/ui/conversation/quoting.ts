import type { RichText } from '../../model/message'
import { slice } from '../../model/richText'

const MOST_LETTERS = 1024

/** The part of a message that is selected on the page, as a quote with its place in the text. */
export function quoted(key: string, rich: RichText): (RichText & { offset: number }) | undefined {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const node = range.commonAncestorContainer
  const text = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-text]')
  if (text?.closest<HTMLElement>('[data-key]')?.dataset['key'] !== key) return undefined
  const part = selection.toString().trim().slice(0, MOST_LETTERS)
  const before = document.createRange()
  before.selectNodeContents(text)
  before.setEnd(range.startContainer, range.startOffset)
  const offset = placeOf(part, rich.text, before.toString())
  return part !== '' && offset >= 0 ? { ...slice(rich, offset, offset + part.length), offset } : undefined
}

/** Where a part stands in a text, if so much is shown before it: the same words may stand there as well. -1: nowhere. */
export function placeOf(part: string, text: string, before: string): number {
  let place = text.indexOf(part)
  for (let left = before.split(part).length - 1; left > 0; left--) {
    const next = text.indexOf(part, place + part.length)
    if (next < 0) break
    place = next
  }
  return place
}
