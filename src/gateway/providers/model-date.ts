/** `-20251001`, `-2024-08-06`, `-0613`. */
const DATE = /-(?:\d{8}|\d{4}-\d{2}-\d{2}|\d{4})$/;

/** The id of a model without the date of its snapshot. */
export function withoutDate(model: string): string {
  return model.replace(DATE, '');
}
