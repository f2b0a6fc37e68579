/** The few lines of a document that content.js needs, written out as text for easy comparison. */

class FakeElement {
  constructor(tag, namespace) {
    Object.assign(this, { tag, namespace, attributes: {}, children: [] });
  }

  set className(value) {
    this.attributes.class = value;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  get textContent() {
    return this.children.map((child) => child.textContent ?? child).join('');
  }

  append(...nodes) {
    this.children.push(...nodes);
  }

  toString() {
    const attributes = Object.entries(this.attributes).map(([name, value]) => ` ${name}="${value}"`);
    const prefix = this.namespace ? 'm:' : '';
    return `<${prefix}${this.tag}${attributes.join('')}>${this.children.join('')}</${this.tag}>`;
  }
}

export const fakeDocument = {
  documentElement: { lang: 'en' },
  createElement: (tag) => new FakeElement(tag),
  createElementNS: (namespace, tag) => new FakeElement(tag, namespace),
};
