let context: AudioContext | undefined

/** Two short notes, made here: nothing has to be loaded for them. A browser that wants a press first stays silent. */
export function chime(): void {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
    note(context, 880, 0)
    note(context, 1318.5, 0.09)
  } catch {
    // No sound device: what is to be seen is seen anyway.
  }
}

function note(on: AudioContext, hertz: number, after: number): void {
  const start = on.currentTime + after
  const tone = on.createOscillator()
  const loudness = on.createGain()
  tone.type = 'sine'
  tone.frequency.value = hertz
  loudness.gain.setValueAtTime(0, start)
  loudness.gain.linearRampToValueAtTime(0.12, start + 0.012)
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.35)
  tone.connect(loudness).connect(on.destination)
  tone.start(start)
  tone.stop(start + 0.4)
}
