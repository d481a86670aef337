import { createMemo, For, Show } from 'solid-js'
import type { Format } from '../../model/richText'
import { IconButton } from '../base/Button'
import type { IconName } from '../base/icons'
import { t } from '../text'
import type { Editor } from './editor'
import css from './FormatBar.module.css'

const formats: { icon: IconName; name: keyof typeof t.talk.format; put: Format }[] = [
  { icon: 'bold', name: 'bold', put: { kind: 'bold' } },
  { icon: 'italic', name: 'italic', put: { kind: 'italic' } },
  { icon: 'underline', name: 'underline', put: { kind: 'underline' } },
  { icon: 'strike', name: 'strike', put: { kind: 'strike' } },
  { icon: 'spoiler', name: 'spoiler', put: { kind: 'spoiler' } },
  { icon: 'code', name: 'code', put: { kind: 'code' } },
  { icon: 'codeBlock', name: 'pre', put: { kind: 'pre', language: '' } },
  { icon: 'quote', name: 'quote', put: { kind: 'quote', collapsed: false } },
]

const HALF_WIDTH = 205
const EDGE = 8

/** Stands above the selected text of the editor with all that can be done to its looks. */
export function FormatBar(props: { editor: () => Editor; root: () => HTMLElement; moved: number; onLink: () => void }) {
  const place = createMemo(() => {
    if (props.moved === 0) return undefined
    const selection = getSelection()
    const { from, to } = props.editor().selection
    if (from === to || !selection?.rangeCount || document.activeElement !== props.root()) return undefined
    const box = selection.getRangeAt(0).getBoundingClientRect()
    const top = Math.max(box.top, props.root().getBoundingClientRect().top)
    const middle = Math.min(Math.max((box.left + box.right) / 2, EDGE + HALF_WIDTH), Math.max(innerWidth - EDGE - HALF_WIDTH, innerWidth / 2))
    return { x: middle, y: top }
  })
  return (
    <Show when={place()}>
      {at => (
        <div class={css.bar} role="toolbar" aria-label={t.talk.format.label} style={{ '--x': `${at().x}px`, '--y': `${at().y}px` }} onPointerDown={event => event.preventDefault()}>
          <For each={formats}>
            {one => (
              <IconButton
                small
                icon={one.icon}
                label={t.talk.format[one.name]}
                aria-pressed={(props.moved, props.editor().isOn(one.put.kind))}
                onClick={() => props.editor().toggle(one.put)}
              />
            )}
          </For>
          <IconButton small icon="link" label={t.talk.format.link} aria-pressed={props.editor().isOn('link')} onClick={() => props.onLink()} />
          <IconButton small icon="clear" label={t.talk.format.clear} onClick={() => props.editor().clearFormats()} />
        </div>
      )}
    </Show>
  )
}
