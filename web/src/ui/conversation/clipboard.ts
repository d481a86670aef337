import type { Entity, RichText } from '../../model/message'
import { destinationOf } from '../../model/links'
import { tidy } from '../../model/richText'
import type { Mark } from '../../model/segments'

const TAGS: Record<string, Mark> = { B: 'bold', STRONG: 'bold', I: 'italic', EM: 'italic', U: 'underline', INS: 'underline', S: 'strike', DEL: 'strike', STRIKE: 'strike', CODE: 'code', KBD: 'code', TT: 'code' }
const LINES = new Set('P DIV LI TR H1 H2 H3 H4 H5 H6 BLOCKQUOTE PRE UL OL TABLE SECTION ARTICLE HEADER FOOTER'.split(' '))
const UNSEEN = new Set('SCRIPT STYLE TITLE META LINK TEMPLATE NOSCRIPT HEAD'.split(' '))
const MOST_LETTERS = 100_000

/** What was copied, with its formats if they are wanted and can be had here. */
export function pasted(data: DataTransfer): RichText {
  const text = data.getData('text/plain').replace(/\r\n?/g, '\n')
  const html = data.getData('text/html')
  // What comes from a code editor or a spreadsheet has HTML as well; unless it says something about formats, the text itself is truer.
  if (html === '' || !/<(b|strong|i|em|u|ins|s|del|strike|code|pre|blockquote|a)[\s>]/i.test(html)) return { text, entities: [] }
  const body = parsed(html)
  return body ? fromHtml(body) : { text, entities: [] }
}

/** Reads HTML into a document of its own, where nothing runs and nothing is loaded; undefined in a browser that forbids even that. */
function parsed(html: string): HTMLElement | undefined {
  const { parseHTML } = Document as { parseHTML?: (html: string, options: { sanitizer: object }) => Document }
  try {
    // Not the default sanitizer: that drops the attributes that tell formats. What could run is dropped in any case.
    return (parseHTML ? parseHTML.call(Document, html, { sanitizer: {} }) : new DOMParser().parseFromString(html, 'text/html')).body
  } catch {
    // The page lets no text become markup, and the browser has no way yet that is safe by itself.
    return undefined
  }
}

function fromHtml(body: HTMLElement): RichText {
  const entities: Entity[] = []
  let text = ''

  const newLine = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n'
  }
  const visit = (node: Node, pre: boolean): void => {
    if (text.length > MOST_LETTERS) return
    if (node.nodeType === Node.TEXT_NODE) {
      const data = (node as Text).data
      if (pre) text += data
      else {
        const one = data.replace(/[\t\n\r ]+/g, ' ')
        text += text === '' || /[\n ]$/.test(text) ? one.trimStart() : one
      }
    } else if (node instanceof Element && !UNSEEN.has(node.nodeName)) enter(node, pre)
  }
  const enter = (element: Element, pre: boolean): void => {
    const tag = element.nodeName
    if (tag === 'BR') text += '\n'
    const isLine = LINES.has(tag)
    if (isLine) newLine()
    const offset = text.length
    for (const child of element.childNodes) visit(child, pre || tag === 'PRE' || element.hasAttribute('data-spaces'))
    const length = text.trimEnd().length - offset
    if (length > 0) for (const kind of kindsOf(element, text.slice(offset, offset + length))) entities.push({ ...kind, offset, length })
    if (isLine) newLine()
  }
  for (const child of body.childNodes) visit(child, false)
  const end = text.trimEnd()
  return { text: end, entities: tidy(end, entities) }
}

type Kind = Entity extends infer E ? (E extends Entity ? Omit<E, 'offset' | 'length'> : never) : never

function kindsOf(element: Element, shown: string): Kind[] {
  const tag = element.nodeName
  if (tag === 'PRE') return [{ kind: 'pre', language: element.getAttribute('data-language') ?? '' }]
  if (tag === 'BLOCKQUOTE') return [{ kind: 'quote', collapsed: false }]
  if (element.hasAttribute('data-spoiler')) return [{ kind: 'spoiler' }]
  if (tag === 'A') {
    const to = destinationOf(element.getAttribute('href') ?? '', shown)
    return (to?.kind === 'web' || to?.kind === 'mail') && to.href !== shown ? [{ kind: 'link', url: to.href }] : []
  }
  const mark = TAGS[tag]
  // A word processor wraps everything in <b style="font-weight: normal">.
  if (mark === 'bold' && /font-weight:\s*(normal|400)/.test(element.getAttribute('style') ?? '')) return []
  if (mark === 'code' && element.parentElement?.nodeName === 'PRE') return []
  return mark === undefined ? [] : [{ kind: mark } as Kind]
}
