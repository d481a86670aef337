import { Icon } from '../base/Icon'
import { navigate, pathOf } from '../route'
import { useApp } from '../state'
import { t } from '../text'
import css from './ArchiveRow.module.css'

/** The archive, as the topmost row of the list. */
export function ArchiveRow(props: { count: number }) {
  const app = useApp()
  const unread = () => app.order('archive').filter(peer => (app.state.dialogs[peer]?.unread ?? 0) > 0).length
  return (
    <a
      class={css.row}
      href={pathOf({ kind: 'archive' })}
      onClick={event => {
        event.preventDefault()
        navigate({ kind: 'archive' })
      }}
    >
      <span class={css.icon}>
        <Icon name="archive" />
      </span>
      <span class={css.words}>
        <span class={css.name}>{t.shell.list.archive}</span>
        <span class={css.note}>{t.shell.list.archived(props.count)}</span>
      </span>
      {unread() > 0 && <span class={css.badge}>{unread()}</span>}
    </a>
  )
}
