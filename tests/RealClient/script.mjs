// What the scripted model does next, told from how many tool results the conversation holds. The same for every wire format.

export const word = 'heliotrope';
export const echoed = 'echoed-by-the-shell';

let failed = false;

/**
 * @param {{ tools: string[], results: string[] }} conversation the offered tools' names, and the text of each tool result so far
 * @param {string} file the file to read
 */
export function nextStep({ tools, results }, file) {
  if (!tools.includes('Read') || !tools.includes('Bash')) return { text: 'Side request answered.' };
  if (results.length === 0) return { text: 'Reading.', call: { name: 'Read', input: { file_path: file } } };
  if (results.length === 1) return { text: 'Running.', call: { name: 'Bash', input: { command: `echo ${echoed}`, description: 'Says a word' } } };
  if (!failed) {
    failed = true;
    return { error: { status: 503, message: 'The scripted model is busy; try again.' } };
  }
  const read = results[0].includes(word) ? word : 'nothing';
  const ran = results[1].includes(echoed) ? echoed : 'nothing';
  return { text: `The file says ${read} and the shell says ${ran}.` };
}
