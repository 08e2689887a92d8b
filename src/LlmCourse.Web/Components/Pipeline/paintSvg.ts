// Paints a drawing of rectangles, paths and lines of text onto a canvas. A picture made of the SVG itself would not know
// the page's fonts: an image may load nothing.

/** Paints what an SVG on the page shows, enlarged. */
export function paintSvg(drawn: SVGSVGElement, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas'), context = canvas.getContext('2d')!, home = drawn.getScreenCTM()!.inverse();
  canvas.width = Math.round(drawn.width.baseVal.value * scale);
  canvas.height = Math.round(drawn.height.baseVal.value * scale);
  for (const shape of drawn.querySelectorAll<SVGGraphicsElement>('rect, path, text')) {
    const style = getComputedStyle(shape), number = (name: string): number => Number(shape.getAttribute(name) ?? 0);
    if (style.fill === 'none') continue;
    context.setTransform(new DOMMatrix([scale, 0, 0, scale, 0, 0]).multiply(home).multiply(shape.getScreenCTM()!));
    context.fillStyle = style.fill;
    context.globalAlpha = Number(style.fillOpacity);
    if (shape instanceof SVGTextElement) {
      context.font = style.font;
      context.fillText(shape.textContent ?? '', number('x'), number('y'));
    } else {
      const outline = new Path2D(shape.getAttribute('d') ?? undefined);
      if (shape instanceof SVGRectElement) outline.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
      context.fill(outline);
    }
  }
  return canvas;
}
