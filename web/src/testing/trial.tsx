import { boot } from '../ui/boot'
import { TrialEngine, type Scene } from './trialEngine'

// ?scene=out|empty|slow|offline shows the screens of another state; it is read once and lives on for the tab.
const asked = new URLSearchParams(location.search).get('scene') ?? sessionStorage.getItem('scene') ?? 'in'
sessionStorage.setItem('scene', asked)
const engine = new TrialEngine(asked as Scene)
Object.assign(globalThis, { trial: engine })
void boot(engine)
