import { Show } from 'solid-js'
import { Button } from '../base/Button'
import { Empty } from '../base/Empty'
import { copy } from '../clipboard'
import { linkOf } from '../names'
import { navigate } from '../route'
import { findAll } from '../search/finding'
import { useApp } from '../state'
import { t } from '../text'

/** What somebody sees who has no chat yet: how to get the first one. */
export function FirstSteps() {
  const app = useApp()
  const userName = () => app.state.peers[app.self()]?.userName
  return (
    <Empty icon="message" title={t.shell.list.emptyTitle} text={t.shell.list.emptyText}>
      <Button look="primary" icon="search" onClick={() => findAll('')}>
        {t.shell.list.findPeople}
      </Button>
      <Show
        when={userName()}
        fallback={
          <Button icon="at" onClick={() => navigate({ kind: 'settings', section: 'username' })}>
            {t.shell.list.chooseUserName}
          </Button>
        }
      >
        {name => (
          <Button icon="link" onClick={() => void copy(linkOf(name()), t.shell.copied)}>
            {t.shell.list.shareLink}
          </Button>
        )}
      </Show>
    </Empty>
  )
}
