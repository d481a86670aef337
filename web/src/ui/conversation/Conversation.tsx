import type { PeerId } from '../../model/peer'
import { titleOf } from '../names'
import { useApp } from '../state'

export function Conversation(props: { peer: PeerId; at?: number | undefined }) {
  const { state } = useApp()
  return <h1>{titleOf(state.peers[props.peer])}</h1>
}
