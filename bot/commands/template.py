"""`sandianban template`: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from storage.workbook.write import write_template


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=Path("三点半-学校数据模板.xlsx"))
def command(file: Path) -> None:
    """Write the workbook that `import` reads: sheets, headings, remarks, examples."""
    write_template(file)
    click.echo(f"已生成：{file}。填好后运行 sandianban import {file} --dry-run 先看一遍。")
