import type { PeerId } from "../../model/peer"
export function Profile(props: { peer: PeerId; onClose: () => void }) { return <button onClick={props.onClose}>{props.peer}</button> }
