import { For } from 'solid-js'
import type { FolderId } from '../../model/dialog'
import type { PeerId } from '../../model/peer'
import { titleOf } from '../names'
import { navigate } from '../route'
import { useApp } from '../state'

export function List(props: { folder: FolderId; current: PeerId | undefined }) {
  const app = useApp()
  return (
    <ul>
      <For each={app.order(props.folder)}>
        {peer => (
          <li>
            <button onClick={() => navigate({ kind: 'conversation', peer })}>{titleOf(app.state.peers[peer])}</button>
          </li>
        )}
      </For>
    </ul>
  )
}
