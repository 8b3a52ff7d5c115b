import { type Command, hasNodes } from './command';

export const saveVersion: Command = {
  name: 'save-version',
  title: 'Save a version',
  group: 'Pipeline',
  icon: 'git-branch',
  keys: ['mod+s'],
  inFields: true,
  perform: ({ view }) => view.setState({ dialog: 'save' }),
};

export const publish: Command = {
  name: 'publish',
  title: 'Publish',
  group: 'Pipeline',
  icon: 'cloud-upload',
  keys: [],
  keywords: ['deploy', 'endpoint'],
  when: hasNodes,
  needs: 'Add a node first.',
  perform: ({ view }) => view.setState({ dialog: 'publish' }),
};

export const parameters: Command = {
  name: 'parameters',
  title: 'Run parameters',
  group: 'Pipeline',
  icon: 'variable',
  keys: ['shift+p'],
  perform: ({ view }) => view.setState({ dialog: 'parameters' }),
};

export const showCommands: Command = {
  name: 'commands',
  title: 'All commands',
  group: 'Pipeline',
  keys: ['mod+k'],
  inFields: true,
  perform: ({ view }) => view.setState({ dialog: 'commands' }),
};

export const showKeys: Command = {
  name: 'keys',
  title: 'Keys',
  group: 'Pipeline',
  keys: ['?'],
  keywords: ['shortcuts', 'help'],
  perform: ({ view }) => view.setState({ dialog: 'keys' }),
};
