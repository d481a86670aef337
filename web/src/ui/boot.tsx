import './base/theme.css'
import { createRoot } from 'solid-js'
import { render } from 'solid-js/web'
import type { Engine } from '../engine/engine'
import { Root } from './App'
import { awaitInstall } from './frame/install'
import { applyPreferences, preferences } from './preferences'
import { startRouting } from './route'
import { loadText, speak } from './text'

/** Brings the page up on an engine, in the language and the looks that were chosen here. */
export async function boot(engine: Engine): Promise<void> {
  createRoot(applyPreferences)
  startRouting()
  awaitInstall()
  await speak(preferences.language)
  await loadText('start')
  // A turn of its own: to load the code took long enough on a slow machine.
  await new Promise(next => setTimeout(next))
  render(() => <Root engine={engine} />, document.getElementById('app')!)
}
