/** The one tool that a model is offered: harmless, and of use only if its answer comes back. */
export const TOOL = {
  name: 'look_up_number',
  description: 'Looks up the number that belongs to a colour.',
  parameters: {
    type: 'object',
    properties: { colour: { type: 'string', description: 'Name of the colour' } },
    required: ['colour'],
  },
  prompt: 'Use the tool look_up_number to look up the number of the colour amber, then say the number.',
  /** What the tool answers, whatever it is asked. */
  result: '4711',
} as const;
