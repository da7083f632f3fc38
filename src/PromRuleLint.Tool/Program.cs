using PromRuleLint.Tool;

using var console = ToolConsole.ForProcess();
return ToolProgram.Run(args, console);
