System.Console.WriteLine("The rules are good.");
