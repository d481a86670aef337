import type { Entity, RichText } from '../../model/message'
import { soundEntities, spansOf, type Span } from '../../model/segments'
import css from './editor.module.css'

/**
 * How a formatted text stands in an editable element: letters and line breaks are text nodes as they are, formats are spans round
 * them, and a last `<br>` that means nothing lets the caret stand on an empty last line.
 */
export function draw(rich: RichText): DocumentFragment {
  const fragment = document.createDocumentFragment()
  const entities = soundEntities(rich.text, rich.entities)
  let at = 0
  for (const block of entities.filter(it => it.kind === 'quote' || it.kind === 'pre')) {
    if (block.offset < at) continue
    append(fragment, rich.text, entities, at, block.offset)
    const box = document.createElement('span')
    box.className = css[block.kind]!
    at = block.offset + block.length
    append(box, rich.text, entities, block.offset, at)
    fragment.append(box)
  }
  append(fragment, rich.text, entities, at, rich.text.length)
  if (rich.text === '' || rich.text.endsWith('\n')) fragment.append(document.createElement('br'))
  return fragment
}

function append(parent: ParentNode, text: string, entities: Entity[], from: number, to: number): void {
  for (const span of spansOf(text, entities, from, to)) parent.append(nodeOf(span))
}

function nodeOf(span: Span): Node {
  const text = document.createTextNode(span.text)
  const names = span.marks.map(mark => css[mark])
  if (span.target !== undefined && (span.target.kind === 'link' || span.target.kind === 'person')) names.push(css['link'])
  if (names.length === 0) return text
  const element = document.createElement('span')
  element.className = names.join(' ')
  element.append(text)
  return element
}

/** What stands in the element, whoever put it there: browsers make line breaks and lines of their own. */
export function textIn(root: HTMLElement): string {
  let text = ''
  for (const { node, length } of walk(root)) text += node.nodeType === Node.TEXT_NODE ? (node as Text).data : '\n'.repeat(length)
  return text
}

interface Step {
  node: Node
  /** How many letters of the text it stands for. */
  length: number
}

function* walk(root: HTMLElement): Generator<Step> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  let any = false
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      any = true
      yield { node, length: (node as Text).data.length }
    } else if (node.nodeName === 'BR') {
      yield { node, length: isLast(node, root) ? 0 : 1 }
    } else if ((node.nodeName === 'DIV' || node.nodeName === 'P') && any) {
      yield { node, length: 1 }
    }
  }
}

function isLast(node: Node, root: HTMLElement): boolean {
  for (let at: Node | null = node; at !== null && at !== root; at = at.parentNode) if (at.nextSibling !== null) return false
  return true
}

/** How many letters stand before a point of the document. */
export function offsetOf(root: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange()
  range.setStart(root, 0)
  let place = 0
  for (const step of walk(root)) {
    if (step.node === node) return place + (node.nodeType === Node.TEXT_NODE ? offset : 0)
    range.selectNode(step.node)
    if (range.comparePoint(node, offset) <= 0) return place
    place += step.length
  }
  return place
}

/** The point of the document before which so many letters stand. */
export function pointAt(root: HTMLElement, place: number): [Node, number] {
  let left = place
  let last: [Node, number] = [root, 0]
  for (const { node, length } of walk(root)) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (left <= length && !(left === length && (node as Text).data.endsWith('\n'))) return [node, left]
      last = [node, length]
    } else if (left === 0 && node.nodeName === 'BR') {
      return [node.parentNode!, [...node.parentNode!.childNodes].indexOf(node as ChildNode)]
    }
    left -= length
  }
  return last
}

export const sameDom = (root: HTMLElement, drawn: DocumentFragment): boolean =>
  root.childNodes.length === drawn.childNodes.length && [...root.childNodes].every((node, i) => node.isEqualNode(drawn.childNodes[i]!))
