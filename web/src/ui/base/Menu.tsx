import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { Icon } from './Icon'
import type { IconName } from './icons'
import { placed } from './placed'
import css from './Menu.module.css'

export type MenuItem = { label: string; icon?: IconName; danger?: boolean; checked?: boolean; pick: () => void } | 'line'

/** Where a menu opens: at a point (a click, a finger) or at the lower edge of what was pressed. */
export type MenuPlace = { x: number; y: number } | Element

interface Open {
  place: MenuPlace
  label: string
  items: MenuItem[]
}

const [open, setOpen] = createSignal<Open>()

/** Shows a menu; what had the focus gets it back. */
export function showMenu(place: MenuPlace, label: string, items: MenuItem[]): void {
  setOpen({ place, label, items })
}

/** Where menus appear: once in the page. */
export function MenuHost() {
  onCleanup(() => setOpen(undefined))
  return (
    <Show when={open()} keyed>
      {menu => <Menu {...menu} />}
    </Show>
  )
}

function Menu(props: Open) {
  let box!: HTMLDivElement
  const before = document.activeElement
  const buttons = () => [...box.querySelectorAll<HTMLButtonElement>('button')]

  onMount(() => {
    // A menu opened from a modal dialog has to be inside it, or it could not be reached.
    document.querySelector('dialog[open]')?.append(box)
    box.showPopover()
    place(box, props.place)
    buttons()[0]?.focus({ preventScroll: true })
  })
  onCleanup(() => box.remove())

  // Not by the browser's own rule for popovers: that takes the end of the long press which opened a menu for a press beside it.
  const onPointerDown = (event: PointerEvent) => event.target instanceof Node && !box.contains(event.target) && close()
  onMount(() => {
    document.addEventListener('pointerdown', onPointerDown, { capture: true })
    window.addEventListener('resize', close)
  })
  onCleanup(() => {
    document.removeEventListener('pointerdown', onPointerDown, { capture: true })
    window.removeEventListener('resize', close)
  })

  const close = () => {
    if (open() === undefined) return
    setOpen(undefined)
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons()
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    const go = (to: number) => {
      event.preventDefault()
      all[(to + all.length) % all.length]?.focus()
    }
    event.stopPropagation()
    if (event.key === 'ArrowDown') go(at + 1)
    else if (event.key === 'ArrowUp') go(at - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(all.length - 1)
    else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      close()
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const letter = event.key.toLocaleLowerCase()
      const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(one => one.textContent?.trim().toLocaleLowerCase().startsWith(letter))
      next?.focus()
    }
  }

  return (
    <section aria-label={props.label}>
      <div
        ref={box}
        class={css.menu}
        popover="manual"
        role="menu"
        aria-label={props.label}
        onKeyDown={onKeyDown}
        onContextMenu={event => event.preventDefault()}
      >
        <For each={props.items}>
          {item =>
            item === 'line' ? (
              <div class={css.line} role="separator" />
            ) : (
              <button
                type="button"
                class={css.item}
                classList={{ [css.danger!]: item.danger ?? false }}
                role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={item.checked}
                tabindex="-1"
                onClick={() => {
                  close()
                  item.pick()
                }}
              >
                <Show when={item.checked ? 'check' : item.icon}>{name => <Icon name={name()} small />}</Show>
                <span>{item.label}</span>
              </button>
            )
          }
        </For>
      </div>
    </section>
  )
}

/** Puts the box by its place. */
function place(box: HTMLElement, at: MenuPlace): void {
  const by = at instanceof Element ? at.getBoundingClientRect() : at
  const { left, top } = placed({ width: box.offsetWidth, height: box.offsetHeight }, by, { width: innerWidth, height: innerHeight }, document.documentElement.dir === 'rtl')
  box.style.left = `${left}px`
  box.style.top = `${top}px`
}
