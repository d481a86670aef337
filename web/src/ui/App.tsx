import { ErrorBoundary, lazy, Match, Switch } from 'solid-js'
import type { Engine } from '../engine/engine'
import { ToastHost } from './base/Toast'
import { wasIn } from './lastSession'
import { AppProvider, createApp, useApp } from './state'
import { loadText } from './text'
import { Broken } from './frame/Broken'
import { Start } from './frame/Start'
import { Login } from './login/Login'

const Frame = lazy(async () => (await Promise.all([import('./frame/Frame'), loadText('shell')]))[0])

export function Root(props: { engine: Engine }) {
  return (
    <ErrorBoundary fallback={error => <Broken error={error} />}>
      <AppProvider value={createApp(props.engine)}>
        <Page />
        <ToastHost />
      </AppProvider>
    </ErrorBoundary>
  )
}

function Page() {
  const { state } = useApp()
  const expectsIn = wasIn()
  if (expectsIn) void Frame.preload()
  return (
    <Switch fallback={<Start />}>
      <Match when={state.session.kind === 'in'}>
        <Frame />
      </Match>
      <Match when={state.session.kind === 'out' || !expectsIn}>
        <Login />
      </Match>
    </Switch>
  )
}
