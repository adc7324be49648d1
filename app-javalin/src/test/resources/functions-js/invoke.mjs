// Invokes functions of a server as a front end does, and prints what came of them as one line of JSON.
// Arguments: the folder of the installed package, the functions' URL, an API key, a workspace.
import { createRequire } from 'node:module'

const [folder, url, key, workspace] = process.argv.slice(2)
const { FunctionsClient } = createRequire(folder + '/')('@supabase/functions-js')
const functions = new FunctionsClient(url, { headers: { Authorization: `Bearer ${key}` } })

const kernel = await functions.invoke('cmo-kernel', {
  body: { mode: 'brand_intake', workspace_id: workspace, input: { message: 'We roast coffee in Bremen.' } },
})

const plan = await functions.invoke('cmo-create-plan', {
  body: {
    workspace_id: workspace,
    plan: {
      name: 'Spring',
      start_date: '2026-01-01',
      milestones: [{ title: 'First', due_date: '2026-01-02' }],
    },
  },
})

const refused = await functions.invoke('cmo-kernel', {
  body: { mode: 'mind_reading', workspace_id: workspace, input: {} },
})

const streamed = await functions.invoke('cmo-brand-intake', {
  headers: { Accept: 'text/event-stream' },
  body: { workspace_id: workspace, input: { message: 'We deliver by bicycle.' } },
})
const events = []
let rest = ''
for await (const part of streamed.data.body.pipeThrough(new TextDecoderStream())) {
  const whole = (rest + part).split('\n\n')
  rest = whole.pop()
  for (const event of whole.filter((text) => text.startsWith('event: '))) {
    const [, type, data] = event.match(/^event: (\w+)\ndata: (.*)$/s)
    events.push({ type, data: JSON.parse(data) })
  }
}

console.log(
  JSON.stringify({
    kernel: kernel.data,
    plan: plan.data,
    refused: { name: refused.error.name, status: refused.error.context.status, problem: await refused.error.context.json() },
    events,
    errors: [kernel.error, plan.error, streamed.error].filter((error) => error !== null).map(String),
  }),
)
