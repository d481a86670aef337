import type { SettingsSection } from "../route"
export function Settings(props: { section: SettingsSection | undefined }) { return <p>{props.section}</p> }
