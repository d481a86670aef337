import './base/theme.css'
import { render } from 'solid-js/web'
import type { Engine } from '../engine/engine'
import { Root } from './App'
import { applyPreferences, preferences } from './preferences'
import { startRouting } from './route'
import { loadText, speak } from './text'
import { createRoot } from 'solid-js'

/** Brings the page up on an engine, in the language and the looks that were chosen here. */
export async function boot(engine: Engine): Promise<void> {
  createRoot(applyPreferences)
  startRouting()
  await speak(preferences.language)
  await loadText('start')
  render(() => <Root engine={engine} />, document.getElementById('app')!)
}
