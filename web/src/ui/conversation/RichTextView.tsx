import { createSignal, For, Match, Show, Switch, type JSX } from 'solid-js'
import { destinationOf, withLinks } from '../../model/links'
import type { RichText } from '../../model/message'
import { slice } from '../../model/richText'
import { blocksOf, pairStart, type Block, type Mark, type Span } from '../../model/segments'
import { IconButton } from '../base/Button'
import { ask } from '../base/Dialog'
import { toast } from '../base/Toast'
import { navigate } from '../route'
import { t } from '../text'
import css from './RichTextView.module.css'

/** Longer texts are folded: a wall of text should not hide the conversation. */
const FOLD_LETTERS = 1_200
const FOLD_LINES = 20

/** Where a long text is cut when it is folded; its length if it is not long. */
function foldAt(text: string): number {
  let line = -1
  for (let i = 0; i < FOLD_LINES; i++) {
    line = text.indexOf('\n', line + 1)
    if (line < 0) break
  }
  const lines = line > 0 && text.length - line > 200 ? line : text.length
  const letters = text.length > FOLD_LETTERS * 1.25 ? pairStart(text, FOLD_LETTERS) : text.length
  return Math.min(lines, letters)
}

/**
 * Letters that do harm only: controls are shown as a sign, and what turns the direction of everything after it is taken for nothing.
 * Each stays one letter, so that places in the text stay where they are.
 */
export const harmless = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd').replace(/[\u202a-\u202e]/g, '\u200b')

interface Props {
  rich: RichText
  onHashtag: (tag: string) => void
  children?: JSX.Element
}

/** A message's text with everything that is in it. Letters are only ever text nodes. `children` stand at the end of its last line. */
export function RichTextView(props: Props) {
  const [open, setOpen] = createSignal(false)
  const [shown, setShown] = createSignal(false)
  const fold = () => foldAt(props.rich.text)
  const folded = () => !open() && fold() < props.rich.text.length
  const blocks = () => {
    const text = harmless(props.rich.text)
    const rich = folded() ? slice({ text, entities: props.rich.entities }, 0, fold()) : { text, entities: props.rich.entities }
    return blocksOf(withLinks(rich))
  }
  return (
    <>
      <For each={blocks()}>
        {block => <BlockView block={block} hidden={!shown()} onShow={() => setShown(true)} onHashtag={props.onHashtag} />}
      </For>
      <Show when={fold() < props.rich.text.length}>
        <button type="button" class={css.more} aria-expanded={open()} onClick={() => setOpen(is => !is)}>
          {open() ? t.talk.text.less : t.talk.text.more}
        </button>
      </Show>
      {props.children}
    </>
  )
}

interface Inner {
  hidden: boolean
  onShow: () => void
  onHashtag: (tag: string) => void
}

function BlockView(props: Inner & { block: Block }) {
  return (
    <Switch>
      <Match when={props.block.kind === 'text' && props.block}>
        {block => (
          <span class={css.text} dir="auto">
            <For each={block().spans}>{span => <SpanView span={span} {...props} />}</For>
          </span>
        )}
      </Match>
      <Match when={props.block.kind === 'pre' && props.block}>{block => <Code language={block().language} text={block().text} />}</Match>
      <Match when={props.block.kind === 'quote' && props.block}>
        {block => (
          <Quote collapsed={block().collapsed}>
            <For each={block().blocks}>{inner => <BlockView {...props} block={inner} />}</For>
          </Quote>
        )}
      </Match>
    </Switch>
  )
}

function SpanView(props: Inner & { span: Span }) {
  const marked = () =>
    props.span.marks.filter(mark => mark !== 'spoiler').reduceRight<JSX.Element>((inner, mark) => marks[mark as Exclude<Mark, 'spoiler'>](inner), props.span.text)
  const whole = () => (props.span.target === undefined ? marked() : <LinkView span={props.span} onHashtag={props.onHashtag}>{marked()}</LinkView>)
  return (
    <Show when={props.span.marks.includes('spoiler')} fallback={whole()}>
      <Show
        when={props.hidden}
        fallback={
          <span class={css.revealed} data-spoiler>
            {whole()}
          </span>
        }
      >
        <span
          class={css.spoiler}
          role="button"
          tabindex="0"
          aria-label={t.talk.text.spoiler}
          data-spoiler
          onClick={event => {
            event.preventDefault()
            event.stopPropagation()
            props.onShow()
          }}
          onKeyDown={event => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            event.stopPropagation()
            props.onShow()
          }}
        >
          <span aria-hidden="true">{props.span.text}</span>
        </span>
      </Show>
    </Show>
  )
}

const marks: Record<Exclude<Mark, 'spoiler'>, (inner: JSX.Element) => JSX.Element> = {
  bold: inner => <strong>{inner}</strong>,
  italic: inner => <em>{inner}</em>,
  underline: inner => <u>{inner}</u>,
  strike: inner => <s>{inner}</s>,
  code: inner => (
    <code class={css.code} dir="ltr" onClick={event => void copy(event.currentTarget.textContent ?? '')}>
      {inner}
    </code>
  ),
}

async function copy(text: string): Promise<void> {
  if (getSelection()?.isCollapsed === false) return
  await copyText(text)
}

/** Puts a text on the clipboard and says so; where pages are not allowed to, says that. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast(t.talk.copied)
  } catch {
    toast(t.talk.cannotCopy)
  }
}

function LinkView(props: { span: Span; onHashtag: (tag: string) => void; children: JSX.Element }) {
  const target = props.span.target!
  const text = props.span.whole!
  const inApp = (label: string, go: () => void) => (
    <button type="button" class={css.link} aria-label={label} onClick={go}>
      {props.children}
    </button>
  )
  const outside = (address: string) => {
    const to = destinationOf(address, props.span.words!)
    if (to === undefined) return props.children
    if (to.kind === 'userName') return inApp(`@${to.userName}`, () => navigate({ kind: 'name', userName: to.userName }))
    const follow = async (event: MouseEvent) => {
      event.stopPropagation()
      if (to.kind !== 'web' || !to.suspicious) return
      event.preventDefault()
      const yes = await ask({ title: t.talk.link.openTitle, text: t.talk.link.openText(to.host, to.href), yes: t.talk.link.open })
      if (yes) globalThis.open(to.href, '_blank', 'noopener,noreferrer')
    }
    return (
      <a class={css.link} href={to.href} target="_blank" rel="noopener noreferrer nofollow" title={to.href === text ? undefined : to.href} onClick={event => void follow(event)} onAuxClick={event => event.button === 1 && void follow(event)}>
        {props.children}
      </a>
    )
  }
  switch (target.kind) {
    case 'link':
      return outside(target.url)
    case 'url':
      return outside(text)
    case 'email':
      return outside(`mailto:${text}`)
    case 'phone':
      return outside(`tel:${text.replace(/[^\d+]/g, '')}`)
    case 'mention':
      return inApp(text, () => navigate({ kind: 'name', userName: text.replace(/^@/, '') }))
    case 'person':
      return inApp(text, () => navigate({ kind: 'profile', peer: target.peer }))
    case 'hashtag':
    case 'cashtag':
      return inApp(text, () => props.onHashtag(text))
    case 'command':
    case 'bankCard':
      return inApp(text, () => void copyText(text))
  }
}

function Code(props: { language: string; text: string }) {
  return (
    <div class={css.block} dir="ltr">
      <div class={css.blockHead}>
        <span class={css.language}>{props.language.slice(0, 20) || t.talk.text.code}</span>
        <IconButton small icon="copy" label={t.talk.text.copyCode} onClick={() => void copyText(props.text)} />
      </div>
      <pre class={css.pre} data-language={props.language} tabindex="0">
        <code>{props.text}</code>
      </pre>
    </div>
  )
}

function Quote(props: { collapsed: boolean; children: JSX.Element }) {
  const [open, setOpen] = createSignal(false)
  return (
    <blockquote class={css.quote} dir="auto" classList={{ [css.closed!]: props.collapsed && !open() }}>
      <div class={css.quoted}>{props.children}</div>
      <Show when={props.collapsed}>
        <button type="button" class={css.more} aria-expanded={open()} onClick={() => setOpen(is => !is)}>
          {open() ? t.talk.text.less : t.talk.text.more}
        </button>
      </Show>
    </blockquote>
  )
}
