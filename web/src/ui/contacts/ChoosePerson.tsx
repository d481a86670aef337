import { createMemo, createSignal, For } from 'solid-js'
import type { PeerId } from '../../model/peer'
import { Button } from '../base/Button'
import { Dialog } from '../base/Dialog'
import { Empty } from '../base/Empty'
import { Field } from '../base/Field'
import { load } from '../base/loaded'
import { PersonRow } from '../base/Row'
import { nameOf } from '../names'
import { useApp } from '../state'
import { t } from '../text'

const shownPeople = 50

/** Picks one of the people that one knows. */
export function ChoosePerson(props: { without: PeerId[]; onChoose: (peer: PeerId) => void; onClose: () => void }) {
  const app = useApp()
  const contacts = load(() => app.api.contacts())
  const [filter, setFilter] = createSignal('')
  const shown = createMemo(() => {
    const words = filter().trim().toLocaleLowerCase().replace(/^@/, '')
    const known = [...new Set([...app.order('main'), ...app.order('archive'), ...(contacts.value() ?? [])])]
    return known
      .filter(peer => {
        const person = app.state.peers[peer]
        return person && !person.isSelf && !person.isService && !person.deleted && !props.without.includes(peer) && `${nameOf(person)} ${person.userName ?? ''}`.toLocaleLowerCase().includes(words)
      })
      .slice(0, shownPeople)
  })
  return (
    <Dialog title={t.shell.privacy.choosePerson} onClose={props.onClose} actions={<Button onClick={() => props.onClose()}>{t.start.cancel}</Button>}>
      <Field label={t.shell.search} value={filter()} onText={setFilter} autocomplete="off" />
      <For each={shown()} fallback={<Empty icon="search" title={t.shell.contacts.noMatch} />}>
        {peer => (
          <PersonRow
            peer={app.state.peers[peer]}
            name={nameOf(app.state.peers[peer])}
            onPick={() => {
              props.onClose()
              props.onChoose(peer)
            }}
          />
        )}
      </For>
    </Dialog>
  )
}
