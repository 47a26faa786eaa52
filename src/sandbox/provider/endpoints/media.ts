import { missing, type ProviderApi } from './endpoint.js';

/** Speech, pictures and videos are not what an agent is set up with first: only their paths are known. */
function media(prefix: string, rows: Readonly<Record<string, string>>): ProviderApi {
  return { endpoints: [], missing: missing(prefix, rows) };
}

/** Sources: Cloudflare's pages about them and their own references. */
export const MEDIA: Record<string, ProviderApi> = {
  elevenlabs: media('v[12]/', {
    'text to speech': 'text-to-speech/[^/]+(?:/.+)?',
    'speech to text': 'speech-to-text(?:/.+)?',
    'speech to speech': 'speech-to-speech/[^/]+(?:/.+)?',
    'sounds and music': 'sound-generation|music(?:/.+)?|audio-isolation(?:/.+)?',
    'dialogue, dubbing and voices': '(?:text-to-dialogue|dubbing|voices|text-to-voice)(?:/.+)?',
    agents: 'convai/.+',
    'models, history and the account': '(?:models|history|user|usage)(?:/.+)?',
  }),
  deepgram: media('', {
    'speech to text': 'v[12]/listen',
    'text to speech': 'v1/speak',
    'text intelligence': 'v1/read',
    agents: 'v1/agent/.+',
    projects: 'v1/(?:projects|models|auth)(?:/.+)?',
  }),
  // Without a path it is what the header x-fal-target-url says.
  fal: media('', { 'its models': '|[^/]+/[^/]+(?:/.+)?' }),
  cartesia: media('(?:v1/)?', {
    'text to speech': 'tts/(?:bytes|sse|websocket)',
    'speech to text': 'stt(?:/.+)?',
    'changed voices': 'voice-changer/.+|infill/bytes',
    voices: 'voices(?:/.+)?',
    agents: 'agents(?:/.+)?',
    'the key': 'access-token',
  }),
  ideogram: media('', {
    pictures:
      '(?:v1/ideogram-v[0-9a-z.-]+/)?(?:generate|edit|remix|reframe|replace-background|upscale|describe)(?:-transparent)?',
    'descriptions of pictures': 'v1/describe',
  }),
  'adobe-firefly': media('v[23]/', {
    pictures: '(?:images|predict|storage)/.+',
    videos: 'videos/.+',
    jobs: '(?:status|jobs|cancel)/.+',
  }),
};
