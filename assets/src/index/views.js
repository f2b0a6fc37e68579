/** Choose the visible view of the index. */

/** Ids of the views of the generated page, the first one first. */
export const VIEWS = ['az', 'tree', 'tags'];

/**
 * The view in the address, else the view that contains the element in the address, else the reader's last
 * choice, else the first.
 *
 * @param {string[]} views  ids in the order of the page
 * @param {string} id  what the address names
 * @param {string | undefined} holder  id of the view that contains it
 * @param {string} chosen
 */
export function viewFor(views, id, holder, chosen) {
  return [id, holder || '', chosen].find((view) => views.includes(view)) || views[0];
}

/**
 * The id that the fragment of an address names. Ids may hold kana, which browsers write in percent form.
 *
 * @param {string} hash
 */
export function idOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    // An unescaped percent sign, as the reader typed it.
    return hash.slice(1);
  }
}
