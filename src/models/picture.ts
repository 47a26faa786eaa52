import type { Image } from '../gateway/forms/form.js';

/** 32 x 32 red pixels. */
export const RED_SQUARE: Image = {
  mediaType: 'image/png',
  base64:
    'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAJ0lEQVR42u3NsQkAAAjAsP7/tF7hIASyp6lTCQQCgUAgEAgEgi/BAjLD/C5w/SM9AAAAAElFTkSuQmCC',
};

export const PICTURE_PROMPT = 'Which colour is this picture? Answer with one word.';

export function isRecognised(reply: string | undefined): boolean {
  return /\b(red|rouge|rot|rojo|crimson|scarlet)\b/i.test(reply ?? '');
}
