import { Show, splitProps, type JSX } from 'solid-js'
import { Icon } from './Icon'
import type { IconName } from './icons'
import { Spinner } from './Spinner'
import css from './Button.module.css'

type Native = JSX.ButtonHTMLAttributes<HTMLButtonElement>

interface ButtonProps extends Native {
  /** `primary`: what a person most likely came for; `danger`: what cannot be undone. */
  look?: 'primary' | 'quiet' | 'danger'
  icon?: IconName
  /** Shows that it works and takes no further press. */
  busy?: boolean
  wide?: boolean
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'icon', 'busy', 'wide', 'children', 'class', 'disabled'])
  return (
    <button
      type="button"
      {...rest}
      class={[css.button, css[own.look ?? 'quiet'], own.wide ? css.wide : '', own.class ?? ''].join(' ')}
      disabled={own.disabled || own.busy}
      aria-busy={own.busy}
    >
      <Show when={own.busy} fallback={<Show when={own.icon}>{name => <Icon name={name()} small />}</Show>}>
        <Spinner small />
      </Show>
      <span>{own.children}</span>
    </button>
  )
}

interface IconButtonProps extends Native {
  icon: IconName
  /** What it does, in words: the name for screen readers and the tip for mice. */
  label: string
  look?: 'plain' | 'accent' | 'danger'
  small?: boolean
}

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ['icon', 'label', 'look', 'small', 'class'])
  return (
    <button
      type="button"
      {...rest}
      class={[css.round, css[own.look ?? 'plain'], own.small ? css.little : '', own.class ?? ''].join(' ')}
      aria-label={own.label}
      title={own.label}
    >
      <Icon name={own.icon} small={own.small ?? false} />
    </button>
  )
}
