import { createMemo } from 'solid-js'
import { encode } from 'uqr'

/** A text as a QR code, drawn as one path. */
export function QrCode(props: { text: string; label: string }) {
  const code = createMemo(() => encode(props.text, { ecc: 'M', border: 0 }))
  const path = () => code().data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return (
    <svg viewBox={`0 0 ${code().size} ${code().size}`} role="img" aria-label={props.label}>
      <path d={path()} />
    </svg>
  )
}
